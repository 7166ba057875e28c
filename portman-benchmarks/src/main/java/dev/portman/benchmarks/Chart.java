package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.theme.AbstractBaseTheme;
import org.knowm.xchart.style.theme.XChartTheme;

/** A picture of how times grow, with a logarithmic scale: contenders lie decades apart. */
final class Chart {

    private Chart() {}

    static void draw(Path file, String title, String axis, List<String> sizes, Map<String, List<Double>> millis)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(480)
                .title(title)
                .xAxisTitle(axis)
                .yAxisTitle("ms, median")
                .theme(Styler.ChartTheme.XChart)
                .build();
        chart.getStyler().setTheme((AbstractBaseTheme) new XChartTheme());
        chart.getStyler()
                .setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line)
                .setOverlapped(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(Styler.LegendPosition.OutsideE);
        millis.forEach((name, values) -> chart.addSeries(name, sizes, values));
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        // Letters are outlines; a tenth of a pixel is all that shows, and half of the size.
        Files.writeString(file, Files.readString(file).replaceAll("(\\d\\.\\d)\\d+", "$1"));
    }
}
