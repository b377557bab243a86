package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Json;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The page of a report in a browser. Nothing here knows its sections: whatever folds, sorts or is
 * drawn is tested.
 */
class BrowserIT {
  /** Pixels high, where the charts name a few searchers. */
  private static final int LEAST_LETTERS = 11;

  /** The same on a phone, for long names. */
  private static final int LEAST_ON_A_PHONE = 9;

  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  @TempDir static Path folder;
  private static Path page;
  private static ChromeDriver browser;

  @BeforeAll
  static void writeReportAndStartBrowser() throws Exception {
    Path chromium = Program.onPath("chromium");
    Path driver = Program.onPath("chromedriver");
    Path report = Files.createDirectory(folder.resolve("report"));
    SyntheticReplay.finish(SyntheticReplay.results(5), report);
    Report.write(report, List.of(), false, false);
    page = report.resolve(Report.PAGE);
    Files.createDirectories(SCREENSHOTS);

    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // root has none
        "--user-data-dir=" + Files.createDirectory(folder.resolve("profile")),
        "--hide-scrollbars", // as a phone does
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    // It warns that it has no classes for this version's commands; they are sent as they are.
    SELENIUM.setLevel(Level.SEVERE);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(),
            options);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) browser.quit();
  }

  @BeforeEach
  void openPage() {
    chrome("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    look(1280, 900, "light");
    open(page);
  }

  private static void open(Path file) {
    browser.get(file.toUri().toString());
  }

  @Test
  void consoleStaysEmptyWhateverTheReaderDoes() {
    log(LogType.BROWSER);
    open(page);
    openFolds();
    browser.executeScript("document.querySelectorAll('thead button').forEach(b => b.click())");
    chrome("Page.printToPDF", Map.of());
    assertThat(log(LogType.BROWSER)).isEmpty();
  }

  @Test
  void pageRequestsNothingButItself() throws Exception {
    log(LogType.PERFORMANCE);
    open(page);
    openFolds();
    String self = page.toUri().toString();
    assertThat(requests())
        .contains(self)
        .allMatch(url -> url.equals(self) || url.startsWith("data:"));
  }

  @Test
  void requestAndErrorOfAnotherPageWouldBeSeen() throws Exception {
    Path leaky =
        Files.writeString(
            folder.resolve("leaky.html"),
            "<!DOCTYPE html><img src=\"http://127.0.0.1:9/\"><script>console.error(1)</script>");
    Path forbidden =
        Files.writeString(
            folder.resolve("forbidden.html"),
            "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
                + " 'none'\"><img src=\"http://127.0.0.1:9/\">");
    log(LogType.PERFORMANCE);
    log(LogType.BROWSER);
    open(leaky);
    assertThat(requests()).contains("http://127.0.0.1:9/");
    assertThat(log(LogType.BROWSER)).anyMatch(line -> line.contains("leaky.html"));
    open(forbidden);
    assertThat(log(LogType.BROWSER)).anyMatch(line -> line.contains("Content Security Policy"));
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "400, light", "400, dark"})
  void everyChartIsWholeAndLegible(int width, String scheme) throws Exception {
    look(width, 900, scheme);
    screenshot(Text.format("%d-%s-first", width, scheme));
    showAll();
    look(width, number("document.documentElement.scrollHeight"), scheme);
    screenshot(Text.format("%d-%s", width, scheme));
    assertThat(problems("charts", width < 640 ? LEAST_ON_A_PHONE : LEAST_LETTERS)).isEmpty();
    assertThat(problems("contrast")).isEmpty();
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
  }

  @Test
  void manySearchersOfLongNamesLeaveEveryChartWhole() throws Exception {
    String settings =
        IntStream.range(2, 12)
            .mapToObj(k -> "- layernas: {keep: " + k + ", sweeps: until_budget, repeat: mean}\n  ")
            .collect(Collectors.joining());
    String suite =
        SyntheticReplay.SUITE.replace("RUNS", "2").replace("- random\n", settings + "- random\n");
    Path crowded = Files.createDirectory(folder.resolve("crowded"));
    SyntheticReplay.finish(SyntheticReplay.results(suite), crowded);
    Report.write(crowded, List.of(), false, false);
    open(crowded.resolve(Report.PAGE));
    showAll();
    look(1280, number("document.documentElement.scrollHeight"), "light");
    screenshot("crowded");
    assertThat(problems("charts", 0)).isEmpty();
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(1280);
  }

  @Test
  void darkSchemeHasADarkPage() {
    assertThat(number("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/))"))
        .isGreaterThan(200);
    look(1280, 900, "dark");
    assertThat(number("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/))"))
        .isLessThan(50);
  }

  @Test
  void everyHeadingSortsItsColumnWithinTheGroupsAndBack() {
    List<WebElement> headings = browser.findElements(By.cssSelector("table.sortable thead th"));
    assertThat(headings)
        .isNotEmpty()
        .allSatisfy(heading -> assertThat(problems("sorting", heading)).isEmpty());
  }

  @Test
  void headingIsReachedAndPressedByKeyboardAndByMouse() {
    tabUntil(() -> !active().findElements(By.xpath("./ancestor::th")).isEmpty());
    WebElement button = active();
    WebElement heading = button.findElement(By.xpath("./ancestor::th"));
    assertThat(button.getCssValue("outline-style")).isNotEqualTo("none");
    button.sendKeys(Keys.ENTER);
    assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
    button.sendKeys(Keys.SPACE);
    assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
    button.click();
    assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
  }

  @Test
  void keyboardReachesAndOpensAFold() {
    tabUntil(() -> active().getTagName().equals("summary"));
    WebElement fold = active().findElement(By.xpath(".."));
    assertThat(isOpen(fold)).isFalse();
    active().sendKeys(Keys.ENTER);
    assertThat(isOpen(fold)).isTrue();
    active().sendKeys(Keys.ENTER);
    assertThat(isOpen(fold)).isFalse();
  }

  @Test
  void mouseOpensEveryFold() {
    assertThatMouseOpensEveryFold();
  }

  private static void assertThatMouseOpensEveryFold() {
    List<WebElement> folds = browser.findElements(By.cssSelector("main > details, #shown details"));
    assertThat(folds).isNotEmpty();
    for (WebElement fold : folds) {
      assertThat(isOpen(fold)).isFalse();
      fold.findElement(By.tagName("summary")).click();
      assertThat(isOpen(fold)).isTrue();
    }
  }

  @Test
  void withoutScriptsThePageIsComplete() {
    String content = "return document.querySelector('#shown').innerText.replace(/\\s+/g, ' ')";
    showAll();
    Object all = browser.executeScript(content);
    int charts = browser.findElements(By.tagName("svg")).size();

    chrome("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    open(page);
    assertThat(browser.findElements(By.tagName("button"))).noneMatch(WebElement::isDisplayed);
    assertThatMouseOpensEveryFold();
    assertThat(browser.executeScript(content)).isEqualTo(all);
    assertThat(browser.findElements(By.tagName("svg")))
        .hasSize(charts)
        .allMatch(WebElement::isDisplayed);
  }

  @Test
  void printShowsWhatIsFolded() throws Exception {
    assertThat(browser.findElements(By.cssSelector("details[open]"))).isEmpty();
    Map<String, Object> printed = chrome("Page.printToPDF", Map.of("printBackground", true));
    byte[] pdf = Base64.getDecoder().decode((String) Objects.requireNonNull(printed.get("data")));
    Files.write(SCREENSHOTS.resolve("print.pdf"), pdf);
    String text;
    try (var document = Loader.loadPDF(pdf)) {
      text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
    List<String> folded =
        strings(
            """
            return [...document.querySelectorAll("details caption, details th, details svg text")]
              .map(element => element.textContent.replace(/\\s/g, ""));
            """);
    assertThat(folded).isNotEmpty().allSatisfy(words -> assertThat(text).contains(words));
    assertThat(browser.findElements(By.cssSelector("details[open]"))).isEmpty();
  }

  @Test
  void everyLinkLeadsToAFileBesideThePage() {
    List<String> links =
        strings(
            """
            return [...document.querySelectorAll("[href]")].map(e => e.getAttribute("href"));
            """);
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(
            link -> {
              if (!link.startsWith("#")) assertThat(page.resolveSibling(link)).isRegularFile();
              else assertThat(browser.findElements(By.id(link.substring(1)))).hasSize(1);
            });
  }

  @Test
  void everythingHasItsNameForThoseWhoCannotSeeIt() {
    assertThat(problems("names")).isEmpty();
  }

  @Test
  void datasetsAreTabsForMouseAndKeyboard() {
    assertThat(shownDatasets()).containsExactly("cifar10");
    tab("cifar100").click();
    assertThat(shownDatasets()).containsExactly("cifar100");
    assertThat(tab("cifar100").getAttribute("aria-selected")).isEqualTo("true");
    assertThat(browser.getCurrentUrl()).endsWith("#?dataset=cifar100");
    active().sendKeys(Keys.ARROW_RIGHT);
    assertThat(shownDatasets()).containsExactly("ImageNet16-120");
    active().sendKeys(Keys.HOME);
    assertThat(shownDatasets()).containsExactly("cifar10");
    active().sendKeys(Keys.END);
    assertThat(active().getText()).isEqualTo("all");
    assertThat(shownDatasets()).containsExactly("cifar10", "cifar100", "ImageNet16-120");
    assertThat(strings("return [...document.querySelectorAll('[role=tab][tabindex=\"0\"]')]"))
        .hasSize(1);
  }

  /** By the groups of the first table; the chart that leads is of the first of them. */
  private static List<String> shownDatasets() {
    List<String> datasets =
        browser.findElements(By.cssSelector("#table-summary [scope=rowgroup]")).stream()
            .filter(WebElement::isDisplayed)
            .map(title -> title.getText().replaceFirst(" .*", ""))
            .toList();
    List<WebElement> leads = browser.findElements(By.cssSelector(".lead > figure"));
    assertThat(leads).hasSize(1);
    assertThat(leads.get(0).getAttribute("id")).isEqualTo("chart-progress-" + datasets.get(0));
    assertThat(leads.get(0).isDisplayed()).isTrue();
    return datasets;
  }

  private static WebElement tab(String dataset) {
    return browser.findElement(By.cssSelector("[role=tab][data-protocol='" + dataset + "']"));
  }

  @Test
  void aSearcherIsHiddenInEveryTableAndChartAndShownAgain() {
    showAll();
    int all = shownOf("random");
    assertThat(all).isGreaterThan(20);
    WebElement chip = browser.findElement(By.cssSelector("[data-name=random]"));
    chip.sendKeys(Keys.ENTER);
    assertThat(chip.getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(shownOf("random")).isZero();
    assertThat(shownOf("regularized-evolution")).isPositive();
    assertThat(browser.getCurrentUrl()).endsWith("#?dataset=all&hide=random");
    chip.click();
    assertThat(shownOf("random")).isEqualTo(all);
  }

  @Test
  void anEntryOfALegendHidesItsLine() {
    int all = shownOf("random");
    WebElement entry = browser.findElement(By.cssSelector(".lead text[data-legend=random]"));
    new Actions(browser).moveToElement(entry).click().perform();
    assertThat(shownOf("random")).isZero();
    new Actions(browser).moveToElement(entry).click().perform();
    assertThat(shownOf("random")).isEqualTo(all);
  }

  /** Rows, columns and marks of a searcher that a reader sees. */
  private static int shownOf(String searcher) {
    return number(
        """
        [...document.querySelectorAll("tbody th[scope=row], thead th, svg [data-searcher]")]
          .filter(e => (e.dataset.searcher ?? e.textContent) === "SEARCHER")
          .filter(e => e.getClientRects().length > 0).length
        """
            .replace("SEARCHER", searcher)
            .strip());
  }

  @Test
  void pointingAtALineOrMovingAlongItTellsValueAndInterval() throws Exception {
    List<String> rows =
        Files.readAllLines(page.resolveSibling("charts/progress-cifar10.csv")).stream()
            .filter(row -> row.startsWith("random,") && !row.endsWith(",,"))
            .toList();
    WebElement chart = browser.findElement(By.cssSelector(".lead svg"));
    browser.executeScript(
        """
        const svg = arguments[0];
        const line = [...svg.querySelectorAll("path[data-searcher=random]")]
          .find(path => getComputedStyle(path).fill === "none");
        const end = line.getPointAtLength(line.getTotalLength()).matrixTransform(line.getScreenCTM());
        svg.dispatchEvent(new PointerEvent("pointermove", {clientX: end.x, clientY: end.y}));
        """,
        chart);
    assertThat(tip()).isEqualTo(told(rows.get(rows.size() - 1)));

    tabUntil(() -> active().getTagName().equals("svg"));
    for (int i = 0; i < 3 && !tip().startsWith("random:"); i++) press(Keys.ARROW_DOWN);
    for (int i = 0; i < rows.size(); i++) press(Keys.ARROW_RIGHT);
    assertThat(tip()).isEqualTo(told(rows.get(rows.size() - 1)));
    press(Keys.ARROW_LEFT);
    assertThat(tip()).isEqualTo(told(rows.get(rows.size() - 2)));
    press(Keys.ESCAPE);
    assertThat(browser.findElements(By.cssSelector(".tip"))).isEmpty();
  }

  private static void press(Keys key) {
    new Actions(browser).sendKeys(key).perform();
  }

  private static String tip() {
    return browser.findElement(By.cssSelector(".tip[role=status]")).getText();
  }

  private static String told(String row) {
    String[] cells = row.split(",", -1);
    for (int i = 1; i < cells.length; i++) {
      cells[i] = new BigDecimal(cells[i]).stripTrailingZeros().toPlainString();
    }
    return Text.format(
        "%s: seconds %s, lower quartile %s, median %s, upper quartile %s", (Object[]) cells);
  }

  @Test
  void aLinkLeadsToAPartAsItWasLeft() {
    browser.get(page.toUri() + "#table-milestones?dataset=cifar100&hide=random");
    WebElement table = browser.findElement(By.id("table-milestones"));
    assertThat(table.isDisplayed()).isTrue();
    assertThat(shownDatasets()).containsExactly("cifar100");
    assertThat(shownOf("random")).isZero();
    browser.get(page.toUri() + "#chart-regret-ImageNet16-120");
    assertThat(browser.findElement(By.id("chart-regret-ImageNet16-120")).isDisplayed()).isTrue();
  }

  /** Every fold open, and every dataset chosen. */
  private static void showAll() {
    tab("").click();
    openFolds();
  }

  private static void look(int width, int height, String scheme) {
    chrome(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    chrome("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  private static void openFolds() {
    browser.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
  }

  private static void screenshot(String name) throws IOException {
    Map<String, Object> picture = chrome("Page.captureScreenshot", Map.of());
    Files.write(
        SCREENSHOTS.resolve(name + ".png"),
        Base64.getDecoder().decode((String) Objects.requireNonNull(picture.get("data"))));
  }

  private static void tabUntil(BooleanSupplier reached) {
    for (int tabs = 0; tabs < 300 && !reached.getAsBoolean(); tabs++) {
      new Actions(browser).sendKeys(Keys.TAB).perform();
    }
    assertThat(reached.getAsBoolean()).as("reached by tab").isTrue();
  }

  private static WebElement active() {
    return browser.switchTo().activeElement();
  }

  private static boolean isOpen(WebElement fold) {
    return fold.getAttribute("open") != null;
  }

  private static Map<String, Object> chrome(String command, Map<String, Object> parameters) {
    return browser.executeCdpCommand(command, parameters);
  }

  /** What a script of the test resources finds wrong. */
  private static List<String> problems(String script, Object... arguments) {
    try (InputStream in =
        Objects.requireNonNull(BrowserIT.class.getResourceAsStream(script + ".js"), script)) {
      return strings(new String(in.readAllBytes(), StandardCharsets.UTF_8), arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(String script, Object... arguments) {
    var list = (Collection<?>) Objects.requireNonNull(browser.executeScript(script, arguments));
    return list.stream().map(String::valueOf).toList();
  }

  private static int number(String expression) {
    var value = (Number) browser.executeScript("return " + expression);
    return Objects.requireNonNull(value).intValue();
  }

  /** What has been logged since the last call. */
  private static List<String> log(String type) {
    return browser.manage().logs().get(type).getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  private static List<String> requests() throws IOException {
    List<String> urls = new ArrayList<>();
    for (String line : log(LogType.PERFORMANCE)) {
      JsonNode message = Json.JSON.readTree(line).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        urls.add(message.path("params").path("request").path("url").asText());
      }
    }
    return urls;
  }
}
