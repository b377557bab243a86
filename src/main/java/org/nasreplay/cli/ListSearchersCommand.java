package org.nasreplay.cli;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Javadoc;
import org.nasreplay.io.Text;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "searchers",
    description = "Searchers and their settings; of one, what each setting means.")
final class ListSearchersCommand extends ListedKind {
  @Parameters(
      arity = "0..1",
      paramLabel = "SEARCHER",
      description = "the one to explain",
      completionCandidates = Completions.Searchers.class)
  private @Nullable String name;

  @Override
  void write(Listing list) {
    var registry = new SearcherRegistry();
    if (name != null) {
      explain(registry.find(name), list);
      return;
    }
    for (SearcherDefinition<?> each : registry.all()) {
      list.line(each.name());
      list.filled(2, about(each).sentence());
      List<Setting> settings = settings(each);
      if (settings.isEmpty()) continue;
      list.filled(
          2,
          settings.stream().map(Setting::assigned).collect(Collectors.joining(" ", "with ", "")));
    }
    list.line("");
    list.line("nasreplay list searchers SEARCHER explains one and its settings;");
    list.line("nasreplay search SEARCHER --dataset cifar10 --set KEY=VALUE tries it");
  }

  private static <S extends Record> void explain(SearcherDefinition<S> searcher, Listing list) {
    list.line(searcher.name());
    list.paragraphs(2, about(searcher).paragraphs());
    Javadoc variant = variant(searcher.defaults());
    if (!variant.paragraphs().isEmpty()) {
      list.line("");
      list.filled(2, searcher.name() + ": " + String.join(" ", variant.paragraphs()));
    }
    for (Setting setting : settings(searcher)) {
      list.line("");
      list.line("  " + setting.assigned());
      list.filled(6, setting.meaning());
      for (Object choice : setting.choices()) {
        String label = label(choice);
        Javadoc meaning = Javadoc.of(choice.getClass(), ((Enum<?>) choice).name());
        list.hanging(
            Text.format("      %-16s", label),
            meaning.paragraphs().isEmpty() ? " " : String.join(" ", meaning.paragraphs()));
      }
    }
  }

  /** A component of a searcher's settings, as a suite writes it. */
  private record Setting(String key, Object value, String meaning, List<Object> choices) {
    String assigned() {
      return key + "=" + label(value);
    }
  }

  private static List<Setting> settings(SearcherDefinition<?> searcher) {
    Record defaults = searcher.defaults();
    Javadoc says = Javadoc.of(defaults.getClass());
    List<Setting> settings = new ArrayList<>();
    for (RecordComponent each : defaults.getClass().getRecordComponents()) {
      Object[] choices = each.getType().getEnumConstants();
      settings.add(
          new Setting(
              SearcherRegistry.key(each.getName()),
              value(each, defaults),
              says.parameters().getOrDefault(each.getName(), ""),
              choices == null ? List.of() : Arrays.asList(choices)));
    }
    return settings;
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String label(Object value) {
    if (value instanceof Enum<?> one) return one.name().toLowerCase(Locale.ROOT);
    return Text.format("%s", value).replaceFirst("\\.0$", "");
  }

  /** What the class says that searches. */
  private static <S extends Record> Javadoc about(SearcherDefinition<S> searcher) {
    return Javadoc.of(searcher.create().apply(searcher.defaults()).getClass());
  }

  /** What the defaults say of themselves, where they are a constant that says something. */
  private static Javadoc variant(Record defaults) {
    for (Field field : defaults.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && valueOf(field) == defaults) {
        return Javadoc.of(defaults.getClass(), field.getName());
      }
    }
    return new Javadoc(List.of(), Map.of());
  }

  private static @Nullable Object valueOf(Field constant) {
    try {
      constant.setAccessible(true);
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
