package dev.portman.maven;

import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The configuration that Maven gives to a goal: what the POM says for its parameters, and the goal's own defaults. */
final class GoalConfiguration {

    private GoalConfiguration() {}

    /** Of a goal in a module that names the plugin; the model builder has copied what stands at plugin level into each execution. */
    static Xpp3Dom of(Plugin plugin, MojoExecution execution) {
        Xpp3Dom written = plugin.getExecutions().stream()
                .filter(it -> it.getId().equals(execution.getExecutionId()))
                .findFirst()
                .map(PluginExecution::getConfiguration)
                .or(() -> Optional.ofNullable(plugin.getConfiguration()))
                .map(Xpp3Dom.class::cast)
                .orElseGet(() -> new Xpp3Dom("configuration"));
        PlexusConfiguration defaults = execution.getMojoDescriptor().getMojoConfiguration();
        Xpp3Dom effective = new Xpp3Dom("configuration");
        for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
            value(written, parameter, defaults).ifPresent(effective::addChild);
        }
        return effective;
    }

    private static Optional<Xpp3Dom> value(Xpp3Dom written, Parameter parameter, PlexusConfiguration defaults) {
        Optional<Xpp3Dom> own = Optional.ofNullable(written.getChild(parameter.getName()));
        Optional<Xpp3Dom> byAlias = Optional.ofNullable(parameter.getAlias()).map(written::getChild);
        Optional<Xpp3Dom> otherwise = Optional.ofNullable(defaults.getChild(parameter.getName(), false))
                .map(GoalConfiguration::element);
        Optional<Xpp3Dom> chosen = own.or(() -> byAlias).map(it -> new Xpp3Dom(it, parameter.getName()));
        return chosen.map(it -> otherwise
                        .map(byDefault -> Xpp3Dom.mergeXpp3Dom(it, byDefault, true))
                        .orElse(it))
                .or(() -> otherwise);
    }

    private static Xpp3Dom element(PlexusConfiguration configuration) {
        Xpp3Dom element = new Xpp3Dom(configuration.getName());
        Optional.ofNullable(configuration.getValue(null)).ifPresent(element::setValue);
        for (String attribute : configuration.getAttributeNames()) {
            element.setAttribute(attribute, configuration.getAttribute(attribute));
        }
        for (PlexusConfiguration child : configuration.getChildren()) {
            element.addChild(element(child));
        }
        return element;
    }
}
