package org.nasreplay.report.page;

import static org.nasreplay.report.text.Html.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.nasreplay.io.Text;

/** The frame of every page: one file that needs nothing else and loads nothing. */
public final class HtmlPage {
  private HtmlPage() {}

  /**
   * A whole page.
   *
   * @param title as text
   * @param body what stands below the title, as HTML
   */
  public static String of(String title, String body) {
    // The policy holds the promise that nothing is loaded, whatever a suite's text contains.
    return Text.format(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s</main>
        <script>
        %4$s</script>
        </body>
        </html>
        """,
        escape(title), resource("report.css"), body, resource("report.js"));
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
