package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.InputException;

/**
 * Damaged and hostile members: each ends in one line that names it, or is left out where that is
 * allowed; what asks for code ends the import in any case. None hangs or takes memory: the whole
 * class runs in the heap of the other tests.
 */
@Timeout(60)
class DamagedFilesIT {
  private static final String MEMBER = "000000.pickle.pbz2";
  private static final String NOT_WHOLE = "is damaged: not bzip2 from its beginning to its end";

  /** A member that is not as it should be, and what is said about it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(String kind, byte[] member, String reason) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static @Nullable ReleaseMaker maker;
  private static byte[] meta = {};
  private static byte[] whole = {};
  private static byte[] other = {};

  @TempDir private Path folder;

  @BeforeAll
  static void makeRecord() throws IOException {
    maker = ReleaseMaker.madeUp();
    meta = ReleaseMaker.compressed(maker.meta());
    whole = ReleaseMaker.compressed(maker.record(0));
    other = ReleaseMaker.compressed(maker.record(1));
  }

  static List<Case> damaged() throws IOException {
    makeRecord();
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("empty", new byte[0], NOT_WHOLE));
    cases.add(new Case("text", "<html>quota</html>".getBytes(StandardCharsets.UTF_8), NOT_WHOLE));
    cases.add(new Case("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0}, NOT_WHOLE));
    cases.add(new Case("header only", Arrays.copyOf(whole, 4), NOT_WHOLE));
    cases.add(new Case("half", Arrays.copyOf(whole, whole.length / 2), NOT_WHOLE));
    cases.add(new Case("last byte lost", Arrays.copyOf(whole, whole.length - 1), NOT_WHOLE));
    for (int at : new int[] {4, 12, 20, 40, whole.length / 3, whole.length / 2}) {
      cases.add(new Case("bit flipped in byte " + at, flipped(at), NOT_WHOLE));
    }
    cases.add(new Case("sum flipped", flipped(whole.length - 3), NOT_WHOLE));
    cases.add(new Case("more behind", Arrays.copyOf(whole, whole.length + 9), NOT_WHOLE));
    cases.add(new Case("block size", changed(3, 'a'), NOT_WHOLE));
    cases.add(pickle("nothing", "ends in the middle", p -> {}));
    cases.add(packed("not a pickle", "is not a pickle", "hello".getBytes(StandardCharsets.UTF_8)));
    cases.add(packed("bomb of bytes", "more than the 16,777,216 bytes", new byte[100 << 20]));
    cases.add(
        pickle(
            "bomb of strings",
            "more than the 16,777,216 bytes",
            p -> {
              p.code('(');
              for (int i = 0; i < 8000; i++) p.code('X').int4(4000).raw(new byte[4000]);
            }));
    cases.add(
        pickle("bomb of objects", "more than the 1,000,000 objects", p -> p.repeat('}', 2 << 20)));
    cases.add(
        pickle(
            "bomb of references",
            "more than the 1,000,000 objects",
            p -> p.code(']').code(0x94).repeat('h', 0, 2 << 20)));
    cases.add(
        packed("old protocol", "is not a pickle", "(dp0\n.".getBytes(StandardCharsets.UTF_8)));
    cases.add(packed("new protocol", "protocol 6", new byte[] {(byte) 0x80, 6, 'N', '.'}));
    cases.add(pickle("two pickles", "goes on behind", p -> p.code('N').code('.').code('N')));
    cases.add(pickle("open collection", "ends inside", p -> p.code('(').code('N').code('.')));
    cases.add(
        pickle("long string", "string of 2147483647 bytes", p -> p.code('X').int4(0x7fffffff)));
    cases.add(pickle("negative string", "string of 4294967295 bytes", p -> p.code('X').int4(-1)));
    cases.add(pickle("endless bytes", "operation 0x8e", p -> p.code(0x8e).repeat(255, 8)));
    cases.add(pickle("long integer", "integer has 200 bytes", p -> p.code(0x8a).code(200)));
    cases.add(pickle("huge integer", "operation 0x8b", p -> p.code(0x8b).int4(1 << 30)));
    cases.add(pickle("no such reference", "what is not there", p -> p.code('h').code(7)));
    cases.add(pickle("reference before", "what is not there", p -> p.code('j').int4(-5)));
    cases.add(pickle("far reference", "references", p -> p.code('N').code('r').int4(1 << 30)));
    cases.add(pickle("nothing to remember", "refers to nothing", p -> p.code(0x94)));
    cases.add(pickle("nothing to take", "more than it has", p -> p.code('0')));
    cases.add(pickle("no beginning", "no beginning", p -> p.code('}').code('N').code('u')));
    cases.add(pickle("key alone", "no value", p -> p.code('}').code('(').code('N').code('u')));
    cases.add(pickle("no list", "no collection", p -> p.code('}').code('N').code('a')));
    cases.add(
        pickle("no dictionary", "no collection", p -> p.code(']').code('N').code('N').code('s')));
    cases.add(pickle("no tuple", "more than it has", p -> p.code('N').code(0x87)));
    cases.add(pickle("call of a string", "no function", p -> p.text("f").code(')').code('R')));
    cases.add(
        pickle("instance", "operation 0x69", p -> p.code('(').code('i').line("os").line("system")));
    cases.add(pickle("object", "operation 0x6f", p -> p.code('(').code('o')));
    cases.add(pickle("new object", "operation 0x81", p -> p.code(')').code(0x81)));
    cases.add(pickle("persistent", "operation 0x50", p -> p.code('P').line("1")));
    cases.add(pickle("extension", "operation 0x82", p -> p.code(0x82).code(1)));
    cases.add(pickle("out of band", "operation 0x97", p -> p.code(0x97)));
    cases.add(
        pickle(
            "nested deeply",
            "is not a record",
            p -> {
              p.code(')');
              p.repeat(0x85, 900_000);
              p.code('.');
            }));
    cases.add(
        pickle(
            "contains itself",
            "is not a record",
            p -> p.code(']').code(0x94).code('h').code(0).code('a').code('.')));
    cases.add(
        pickle(
            "one entry at a time",
            "no results for",
            p -> {
              p.code('}');
              for (int i = 0; i < 300_000; i++) p.code('N').code('N').code('s');
              p.code('.');
            }));
    cases.add(pickle("big-endian", "little-endian", p -> p.dtype("f8").order(">").code('.')));
    cases.add(pickle("integers of numpy", "float64", p -> p.dtype("i8").code('.')));
    cases.add(
        pickle(
            "seven bytes",
            "float64",
            p ->
                p.text("numpy.core.multiarray")
                    .text("scalar")
                    .code(0x93)
                    .dtype("f8")
                    .order("<")
                    .code('C')
                    .code(7)
                    .repeat(0, 7)
                    .code(0x86)
                    .code('R')));
    cases.add(pickle("a list", "is not a record", p -> p.code(']').code('.')));

    cases.add(
        record(
            "other architecture",
            "arch_str (8:8:8:8:16)",
            r -> state(r, "12").put("arch_str", "8:8:8:8:16")));
    cases.add(record("no architecture", "arch_str (?)", r -> state(r, "90").remove("arch_str")));
    cases.add(
        record(
            "text that moves the cursor",
            "arch_str (8?8?[2J)",
            r -> state(r, "01").put("arch_str", "8\n8\u001b[2J")));
    cases.add(record("other index", "arch_index (5)", r -> state(r, "12").put("arch_index", 5)));
    cases.add(record("no results", "no all_results", r -> state(r, "12").remove("all_results")));
    cases.add(record("no long training", "no results for 90 epochs", r -> r.remove("90")));
    cases.add(
        record(
            "no seeds",
            "cifar100, 12 epochs: no seed",
            r -> Pickles.map(state(r, "12").get("dataset_seed")).remove("cifar100")));
    cases.add(
        record(
            "a seed less",
            "cifar10, 12 epochs: no seed 888",
            r -> seeds(r, "12", "cifar10").remove((Object) 888)));
    cases.add(
        record(
            "a seed more",
            "cifar10, 12 epochs: no results of seed 555",
            r -> seeds(r, "12", "cifar10").add(555)));
    cases.add(
        record(
            "seeds without end",
            "1003 seeds, expected at most 8",
            r -> {
              for (int i = 0; i < 1000; i++) seeds(r, "12", "cifar10").add(i);
            }));
    cases.add(record("a seed below zero", "seed (-1)", r -> seeds(r, "12", "cifar10").add(-1)));
    cases.add(record("a seed in letters", "seed (x)", r -> seeds(r, "12", "cifar10").add("x")));
    cases.add(
        record(
            "an epoch less",
            "no eval_acc1es x-valid@7",
            r -> Pickles.map(trial(r, "eval_acc1es")).remove("x-valid@7")));
    cases.add(
        record(
            "no last epoch",
            "no eval_losses x-test@11",
            r -> Pickles.map(trial(r, "eval_losses")).remove("x-test@11")));
    cases.add(
        record(
            "an epoch of training less",
            "no train_losses 3",
            r -> Pickles.map(trial(r, "train_losses")).remove(3)));
    cases.add(
        record(
            "no times",
            "no complete train_times",
            r -> Pickles.map(trial(r, "train_times")).remove(0)));
    cases.add(
        record(
            "no time of a pass",
            "no complete eval_times of x-valid",
            r -> Pickles.map(trial(r, "eval_times")).remove("x-valid@5")));
    cases.add(
        record(
            "too accurate",
            "eval_acc1es (101.0) is outside 0..100",
            r -> Pickles.map(trial(r, "eval_acc1es")).put("x-valid@11", 101.0)));
    cases.add(
        record(
            "endless loss",
            "eval_losses (Infinity)",
            r -> Pickles.map(trial(r, "eval_losses")).put("x-valid@11", Double.POSITIVE_INFINITY)));
    cases.add(
        record(
            "not a number",
            "no eval_acc1es x-valid@11",
            r -> Pickles.map(trial(r, "eval_acc1es")).put("x-valid@11", Double.NaN)));
    cases.add(
        record(
            "text for a number",
            "no eval_acc1es x-valid@11",
            r -> Pickles.map(trial(r, "eval_acc1es")).put("x-valid@11", "93.1")));
    cases.add(record("other length", "epochs (13)", r -> trialOf(r).put("epochs", 13)));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void aDamagedMemberIsNamedInOneLineOrLeftOut(Case damaged) throws Exception {
    write(damaged.member());
    Throwable refusal = catchThrowable(() -> read(false));
    assertThat(refusal).isInstanceOf(InputException.class);
    assertThat(((InputException) refusal).line().lines()).hasSize(1);
    assertThat(refusal).hasMessageContainingAll(MEMBER + ": ", damaged.reason());

    Files.write(folder.resolve("000001.pickle.pbz2"), other);
    NatsImport.Result result = read(true);
    assertThat(result.records()).isEqualTo(2);
    List<String> report = result.report();
    assertThat(report).allMatch(line -> line.lines().count() == 1);
    assertThat(report)
        .anyMatch(line -> line.contains(MEMBER + ": ") && line.contains(damaged.reason()));
  }

  static List<Case> hostile() throws IOException {
    makeRecord();
    List<Case> cases = new ArrayList<>();
    for (String global :
        List.of(
            "posix.system",
            "builtins.eval",
            "builtins.getattr",
            "subprocess.Popen",
            "torch._utils._rebuild_tensor_v2",
            "java.lang.Runtime",
            "org.nasreplay.cli.NasReplay",
            "numpy.ndarray",
            "collections.OrderedDict.fromkeys",
            "decimal.Decimal")) {
      int dot = global.lastIndexOf('.');
      String module = global.substring(0, dot);
      String name = global.substring(dot + 1);
      Consumer<Bytes> call = p -> p.text("echo").code(0x85).code('R').code('.');
      cases.add(pickle(global, global, p -> call.accept(p.text(module).text(name).code(0x93))));
      cases.add(
          pickle(
              global + " by line", global, p -> call.accept(p.code('c').line(module).line(name))));
    }
    cases.add(pickle("no name", "?.?", p -> p.code('N').code('N').code(0x93)));
    cases.add(
        pickle(
            "name in red",
            "os.?[31msystem",
            p -> p.text("os").text("\u001b[31msystem").code(0x93)));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aGlobalThatNoReleaseNeedsEndsTheImportInAnyCase(Case hostile) throws Exception {
    write(hostile.member());
    for (boolean allowMissing : new boolean[] {false, true}) {
      Throwable refusal = catchThrowable(() -> read(allowMissing));
      assertThat(refusal).isInstanceOf(InputException.class);
      assertThat(((InputException) refusal).line().lines()).hasSize(1);
      assertThat(refusal)
          .hasMessageContainingAll(MEMBER, "names " + hostile.reason(), "no NATS-Bench file needs");
    }
  }

  private NatsImport.Result read(boolean allowMissing) throws Exception {
    return NatsImport.read(
        folder, new NatsImport.Options(Curves.SHORT, allowMissing, 2), (done, of) -> {});
  }

  private void write(byte[] member) throws IOException {
    Files.write(folder.resolve("meta.pickle.pbz2"), meta);
    Files.write(folder.resolve(MEMBER), member);
  }

  private static byte[] flipped(int at) {
    return changed(at, whole[at] ^ 0x10);
  }

  private static byte[] changed(int at, int value) {
    byte[] changed = whole.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static Case pickle(String kind, String reason, Consumer<Bytes> content) {
    var bytes = new Bytes().code(0x80).code(4);
    content.accept(bytes);
    return packed(kind, reason, bytes.bytes());
  }

  private static Case packed(String kind, String reason, byte[] pickle) {
    return new Case(kind, PickleWriter.compress(pickle), reason);
  }

  private static Case record(String kind, String reason, Consumer<Map<String, Object>> change) {
    Map<String, Object> record = java.util.Objects.requireNonNull(maker).record(0);
    change.accept(record);
    return new Case(kind, ReleaseMaker.compressed(record), reason);
  }

  private static Map<String, Object> state(Map<String, Object> record, String epochs) {
    return Pickles.map(record.get(epochs));
  }

  private static List<Object> seeds(Map<String, Object> record, String epochs, String dataset) {
    return Pickles.list(
        Pickles.<String>map(state(record, epochs).get("dataset_seed")).get(dataset));
  }

  private static Map<String, Object> trialOf(Map<String, Object> record) {
    for (Map.Entry<Object[], Object> trial :
        Pickles.<Object[]>map(state(record, "12").get("all_results")).entrySet()) {
      if (trial.getKey()[0].equals("cifar100") && trial.getKey()[1].equals(888)) {
        return Pickles.map(trial.getValue());
      }
    }
    throw new IllegalStateException("the sample has this trial");
  }

  private static Object trial(Map<String, Object> record, String field) {
    return java.util.Objects.requireNonNull(trialOf(record).get(field));
  }

  /** Pickle operations, one by one. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes code(int code) {
      out.write(code);
      return this;
    }

    Bytes repeat(int code, int times) {
      for (int i = 0; i < times; i++) out.write(code);
      return this;
    }

    Bytes repeat(int code, int argument, int times) {
      for (int i = 0; i < times; i++) code(code).code(argument);
      return this;
    }

    Bytes int4(int value) {
      return code(value).code(value >> 8).code(value >> 16).code(value >> 24);
    }

    Bytes raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Bytes text(String text) {
      return code(0x8c).code(text.length()).raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    Bytes line(String text) {
      return raw((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    Bytes dtype(String type) {
      text("numpy").text("dtype").code(0x93);
      return text(type).code(0x89).code(0x88).code(0x87).code('R');
    }

    Bytes order(String order) {
      return code('(').code('K').code(3).text(order).code('N').code('t').code('b');
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
