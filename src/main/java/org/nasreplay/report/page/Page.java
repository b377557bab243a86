package org.nasreplay.report.page;

import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page as HTML, from a template of {@code src/main/jte}: whatever that prints is escaped. */
public final class Page {
  /** What a template is compiled to. */
  public interface Template<M> {
    void render(HtmlTemplateOutput out, @Nullable HtmlInterceptor forms, M model);
  }

  private Page() {}

  public static <M> String html(Template<M> template, M model) {
    var html = new StringOutput();
    template.render(new OwaspHtmlTemplateOutput(html), null, model);
    return html.toString();
  }

  /** What every page carries in itself. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
