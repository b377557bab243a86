package org.nasreplay.analysis;

import java.util.Arrays;
import java.util.Comparator;

/**
 * What a set of points is worth, in objectives of which less is better. Sets may hold points that
 * others of them beat, which add nothing.
 */
public final class FrontMeasures {
  private static final Comparator<double[]> BY_FIRST = Comparator.comparingDouble(p -> p[0]);

  private FrontMeasures() {}

  /** Whether {@code a} is no worse than {@code b} in any objective. */
  static boolean covers(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) if (!(a[i] <= b[i])) return false;
    return true;
  }

  /** The points that no other one covers; of equal ones the first. In their order. */
  public static double[][] front(double[][] points) {
    var kept = new double[points.length][];
    int size = 0;
    for (double[] point : points) {
      boolean covered = false;
      for (int i = 0; i < size && !covered; i++) covered = covers(kept[i], point);
      if (covered) continue;
      int left = 0;
      for (int i = 0; i < size; i++) if (!covers(point, kept[i])) kept[left++] = kept[i];
      kept[left++] = point;
      size = left;
    }
    return Arrays.copyOf(kept, size);
  }

  /**
   * The volume of what the set covers up to a reference point, exact: in two objectives the sum of
   * (r₁ − aᵢ₁)(aᵢ₋₁,₂ − aᵢ₂) over the front by the first objective, with a₀,₂ = r₂; in three the
   * sum over the slabs between successive third objectives of the area of the points up to there. 0
   * for an empty set. Zitzler, Thiele, "Multiobjective Optimization Using Evolutionary Algorithms –
   * A Comparative Case Study", PPSN 1998.
   *
   * @param points of two or three objectives
   * @param reference what is not better than this in every objective adds nothing
   */
  public static double hypervolume(double[][] points, double[] reference) {
    double[][] inside =
        Arrays.stream(points).filter(p -> isInside(p, reference)).toArray(double[][]::new);
    if (reference.length == 2) return area(front(inside), reference);
    if (reference.length != 3) {
      throw new IllegalArgumentException("the volume of two or three objectives is known");
    }
    Arrays.sort(inside, Comparator.comparingDouble(p -> p[2]));
    double volume = 0;
    double[][] below = {};
    for (int i = 0; i < inside.length; i++) {
      below = front(with(below, new double[] {inside[i][0], inside[i][1]}));
      double next = i + 1 < inside.length ? inside[i + 1][2] : reference[2];
      if (next > inside[i][2]) volume += area(below, reference) * (next - inside[i][2]);
    }
    return volume;
  }

  private static boolean isInside(double[] point, double[] reference) {
    for (int i = 0; i < point.length; i++) if (!(point[i] < reference[i])) return false;
    return true;
  }

  private static double[][] with(double[][] points, double[] another) {
    double[][] more = Arrays.copyOf(points, points.length + 1);
    more[points.length] = another;
    return more;
  }

  /** Of a front of two objectives. */
  private static double area(double[][] front, double[] reference) {
    double[][] sorted = front.clone();
    Arrays.sort(sorted, BY_FIRST);
    double area = 0;
    double height = reference[1];
    for (double[] point : sorted) {
      area += (reference[0] - point[0]) * (height - point[1]);
      height = point[1];
    }
    return area;
  }

  /**
   * How far the set has to be moved, in every objective, to cover the reference: max over r of min
   * over a of max over i of aᵢ − rᵢ; infinity for an empty set. Zitzler et al., "Performance
   * Assessment of Multiobjective Optimizers: An Analysis and Review", IEEE Transactions on
   * Evolutionary Computation 2003.
   */
  public static double additiveEpsilon(double[][] points, double[][] reference) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double[] r : reference) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] a : points) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < r.length; i++) most = Math.max(most, a[i] - r[i]);
        least = Math.min(least, most);
      }
      greatest = Math.max(greatest, least);
    }
    return greatest;
  }

  /**
   * IGD⁺: the mean over r of min over a of √(Σ max(aᵢ − rᵢ, 0)²), what the nearest point of the set
   * is worse by; infinity for an empty set. Ishibuchi et al., "Modified Distance Calculation in
   * Generational Distance and Inverted Generational Distance", EMO 2015.
   */
  public static double invertedGenerationalDistancePlus(double[][] points, double[][] reference) {
    double sum = 0;
    for (double[] r : reference) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] a : points) {
        double squares = 0;
        for (int i = 0; i < r.length; i++) {
          double worse = Math.max(a[i] - r[i], 0);
          squares += worse * worse;
        }
        least = Math.min(least, squares);
      }
      sum += Math.sqrt(least);
    }
    return sum / reference.length;
  }

  /**
   * The share of the reference that the set covers: C(A, R) = |{r : some a is no worse in any
   * objective}| / |R|. Zitzler, Thiele, IEEE Transactions on Evolutionary Computation 1999.
   */
  public static double coverage(double[][] points, double[][] reference) {
    long covered =
        Arrays.stream(reference)
            .filter(r -> Arrays.stream(points).anyMatch(a -> covers(a, r)))
            .count();
    return covered / (double) reference.length;
  }
}
