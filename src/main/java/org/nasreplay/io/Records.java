package org.nasreplay.io;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trees as records. Every key is a component's name, none is unknown, none is missing but the
 * {@link Nullable} ones, and every value is written as its type is: a whole number is not 2.9, text
 * in quotes is no number, and nothing is no value. What a value may be beyond its type, the
 * record's constructor says with {@link Expect} or an {@link IllegalArgumentException}: a reason
 * that starts with a key is placed at the key's line, any other follows the key of the whole.
 *
 * <p>A component is a whole number, a double, a boolean, text, an enum, a class with a static
 * {@code parse(String)}, a {@link Tree}, a record, or a {@link List} or {@link Map} of these. A
 * record is made by its static method with {@link JsonCreator} where it has one, as defaults need
 * it; {@link JsonProperty} names what is not named as its key. A setting that once had another name
 * is found under that one, too: {@link JsonAlias}.
 */
public final class Records {
  private static final String DIGITS = "(?:0|[1-9][0-9]*)";
  private static final String WHOLE = "[-+]?" + DIGITS;
  private static final String NUMBER =
      "[-+]?(?:" + DIGITS + "(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
  private static final String OCTAL_OR_NOT = "[-+]?0[0-9]+";

  private final UnaryOperator<String> keys;

  /**
   * A reader of records.
   *
   * @param keys how a component's name is written as a key
   */
  public Records(UnaryOperator<String> keys) {
    this.keys = keys;
  }

  /**
   * A key of a record.
   *
   * @param earlier the names that it once had
   * @param fallback makes its value where it is missing
   */
  private record Key(
      String name, List<String> earlier, Type type, boolean optional, @Nullable Object fallback) {

    boolean isNamed(String given) {
      return name.equals(given) || earlier.contains(given);
    }
  }

  /**
   * {@code tree} as a {@code type}.
   *
   * @throws InputException where it is none
   */
  public <T> T read(Tree tree, Class<T> type) {
    @SuppressWarnings("unchecked") // int.class and Integer.class are both a Class<Integer>
    T read = (T) value("", tree, type);
    return read;
  }

  /**
   * {@code defaults} with the values of {@code tree} in place of its own.
   *
   * @throws InputException where the record has no such key or does not take such a value
   */
  public <R extends Record> R read(Tree.Mapping tree, R defaults) {
    @SuppressWarnings("unchecked")
    var type = (Class<R>) defaults.getClass();
    List<Key> all = new ArrayList<>();
    for (RecordComponent each : type.getRecordComponents()) {
      Object own = call(each.getAccessor(), defaults);
      all.add(
          new Key(
              keys.apply(each.getName()),
              earlierNames(each),
              each.getGenericType(),
              own == null,
              own));
    }
    return type.cast(record("", tree, all, canonical(type)));
  }

  private Object record(String key, Tree tree, Class<?> type) {
    Executable maker =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonCreator.class))
            .map(Executable.class::cast)
            .findFirst()
            .orElseGet(() -> canonical(type));
    Parameter[] parameters = maker.getParameters();
    if (parameters.length == 1
        && parameters[0].getType() == Tree.class
        && !parameters[0].isAnnotationPresent(JsonProperty.class)) {
      return make(maker, tree); // whatever it is, and no key of it
    }
    RecordComponent[] components = type.getRecordComponents();
    List<Key> all = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      JsonProperty named = parameters[i].getAnnotation(JsonProperty.class);
      // The parameters of a canonical constructor are the components, which keep their annotations.
      AnnotatedType declared =
          maker instanceof Constructor
              ? components[i].getAnnotatedType()
              : parameters[i].getAnnotatedType();
      all.add(
          new Key(
              named != null ? named.value() : keys.apply(components[i].getName()),
              List.of(),
              parameters[i].getParameterizedType(),
              declared.isAnnotationPresent(Nullable.class),
              null));
    }
    if (!(tree instanceof Tree.Mapping mapping)) {
      throw mistake(key, tree, "keys and values: " + names(all));
    }
    return record(key, mapping, all, maker);
  }

  private Object record(String own, Tree.Mapping tree, List<Key> all, Executable maker) {
    String of = own.isEmpty() ? "" : " of " + own;
    Map<String, Tree> given = tree.values();
    for (Map.Entry<String, Tree> each : given.entrySet()) {
      if (all.stream().anyMatch(key -> key.isNamed(each.getKey()))) continue;
      List<String> names = all.stream().map(Key::name).sorted().toList();
      String expected = all.isEmpty() ? "none" : "one of " + String.join(", ", names);
      throw new InputException(
          each.getValue().place(),
          Text.format(
              "unknown key (%s)%s, expected %s%s",
              Tree.shown(each.getKey()), of, expected, Names.didYouMean(each.getKey(), names)));
    }
    var arguments = new @Nullable Object[all.size()];
    for (int i = 0; i < arguments.length; i++) {
      Key key = all.get(i);
      Tree value = given(key, given, of);
      if (value == null && key.fallback() == null && !key.optional()) {
        throw new InputException(tree.place(), Text.format("missing key (%s)%s", key.name(), of));
      }
      arguments[i] = value == null ? key.fallback() : value(key.name(), value, key.type());
    }
    try {
      return make(maker, arguments);
    } catch (InputException e) {
      if (!e.place().isEmpty()) throw e;
      for (Map.Entry<String, Tree> each : given.entrySet()) {
        if (e.reason().startsWith(each.getKey() + " ")) {
          throw new InputException(each.getValue().place(), e.reason(), e);
        }
      }
      throw new InputException(tree.place(), (own + " " + e.reason()).stripLeading(), e);
    }
  }

  private static @Nullable Tree given(Key key, Map<String, Tree> all, String of) {
    List<String> names = all.keySet().stream().filter(key::isNamed).toList();
    if (names.isEmpty()) return null;
    Tree value = Objects.requireNonNull(all.get(names.get(names.size() - 1)));
    if (names.size() == 1) return value;
    throw new InputException(
        value.place(),
        Text.format("%s%s are two names of one key", String.join(" and ", names), of));
  }

  /** The names that a component of settings had in earlier versions, the first one first. */
  public static List<String> earlierNames(RecordComponent component) {
    JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
    return alias == null ? List.of() : List.of(alias.value());
  }

  private static String names(List<Key> all) {
    return String.join(", ", new TreeSet<>(all.stream().map(Key::name).toList()));
  }

  private Object value(String key, Tree tree, Type type) {
    if (type instanceof ParameterizedType several) {
      Type[] of = several.getActualTypeArguments();
      return several.getRawType() == Map.class ? map(key, tree, of[1]) : list(key, tree, of[0]);
    }
    var plain = (Class<?>) type;
    if (plain == Tree.class) return tree;
    Method parse = parse(plain);
    if (plain.isRecord() && parse == null) return record(key, tree, plain);
    if (!(tree instanceof Tree.Scalar scalar)) throw mistake(key, tree, expected(plain));
    if (parse != null) return parsed(key, parse, scalar);
    if (scalar.isEmpty()) throw mistake(key, tree, expected(plain));
    if (plain == String.class) return scalar.text();
    if (plain.isEnum()) return constant(key, scalar, plain);
    if (scalar.quoted()) throw mistake(key, tree, expected(plain));
    if (plain == boolean.class || plain == Boolean.class) return truth(key, scalar);
    if (plain == double.class || plain == Double.class) return number(key, scalar);
    if (plain == long.class || plain == Long.class) {
      return whole(key, scalar, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (plain == int.class || plain == Integer.class) {
      return (int) whole(key, scalar, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    throw mistake(key, tree, "a type that can be written: " + plain.getName() + " cannot");
  }

  private List<Object> list(String key, Tree tree, Type of) {
    if (!(tree instanceof Tree.Sequence items)) throw mistake(key, tree, "a list");
    return items.values().stream().map(item -> value(key, item, of)).toList();
  }

  private Map<String, Object> map(String key, Tree tree, Type of) {
    if (!(tree instanceof Tree.Mapping all)) throw mistake(key, tree, "keys and values");
    Map<String, Object> map = new LinkedHashMap<>();
    all.values().forEach((name, value) -> map.put(name, value(name, value, of)));
    return map;
  }

  private static Object parsed(String key, Method parse, Tree.Scalar scalar) {
    String text = scalar.isEmpty() ? "" : scalar.text();
    try {
      return make(parse, text);
    } catch (InputException e) {
      String reason = text.isEmpty() ? e.reason() : e.reason().replace(text, Tree.shown(text));
      String named = reason.startsWith("(") ? key + " " + reason : reason;
      throw new InputException(scalar.place(), named, e);
    }
  }

  private static Object constant(String key, Tree.Scalar scalar, Class<?> type) {
    for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(scalar.text())) return constant;
    }
    throw mistake(key, scalar, expected(type));
  }

  private static boolean truth(String key, Tree.Scalar scalar) {
    return switch (scalar.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw mistake(key, scalar, expected(boolean.class));
    };
  }

  private static double number(String key, Tree.Scalar scalar) {
    String text = scalar.text();
    if (!text.matches(NUMBER)) throw mistake(key, scalar, orWithoutZero(text, "a number"));
    double value = Double.parseDouble(text);
    boolean vanished = value == 0 && text.replaceAll("[eE].*", "").matches(".*[1-9].*");
    if (vanished || Double.isInfinite(value)) {
      throw mistake(key, scalar, "a number whose size is 0 or 4.9e-324 to 1.8e308");
    }
    return value;
  }

  private static long whole(String key, Tree.Scalar scalar, long least, long greatest) {
    String text = scalar.text();
    if (!text.matches(WHOLE)) throw mistake(key, scalar, orWithoutZero(text, "a whole number"));
    try {
      long value = Long.parseLong(text);
      if (least <= value && value <= greatest) return value;
    } catch (NumberFormatException e) {
      // As far out of the range as any number can be.
    }
    throw mistake(key, scalar, Text.format("a whole number from %,d to %,d", least, greatest));
  }

  /** 010 is 10 to some and 8 to others, YAML 1.1 among them. */
  private static String orWithoutZero(String text, String number) {
    if (!text.matches(OCTAL_OR_NOT)) return number;
    return Text.format(
        "%s that does not start with 0, as %s", number, text.replaceFirst("0+(?=.)", ""));
  }

  private static String expected(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) return "a number";
    if (type == boolean.class || type == Boolean.class) return "true or false";
    if (!type.isEnum()) return "text";
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  private static InputException mistake(String key, Tree tree, String expected) {
    return new InputException(
        tree.place(),
        Text.format("%s (%s), expected %s", key, tree.shown(), expected).stripLeading());
  }

  private static @Nullable Method parse(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals("parse") && Modifier.isStatic(m.getModifiers()))
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .findFirst()
        .orElse(null);
  }

  private static Constructor<?> canonical(Class<?> record) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  private static Object make(Executable maker, @Nullable Object... arguments) {
    try {
      maker.setAccessible(true);
      return maker instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments)
          : Objects.requireNonNull(((Method) maker).invoke(null, arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InputException rejected) throw rejected;
      if (e.getCause() instanceof IllegalArgumentException rejected) {
        throw new InputException(String.valueOf(rejected.getMessage()), rejected);
      }
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object call(Method accessor, Object record) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
