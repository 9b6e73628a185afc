// `prevenance pack graph`: a picture of which rule uses which.
#include "core/base/text.h"
#include "core/check/rule_graph.h"
#include "core/rules/names.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"
#include "server/authoring/graph_svg.h"

#include <array>
#include <iostream>

namespace prevenance {

namespace {

constexpr std::string_view help =
    R"(usage: prevenance pack graph PACK --output FILE.svg [--rule NAME [--depth N]]

Draws which rule uses which, as SVG for a browser: questions, parameters and computed rules, in
bands for the namespaces. A pack of more than 80 rules is drawn by families of rules.

  --output  the picture
  --rule    only what this rule uses, and what uses it
  --depth   how many uses away from it, 1 to 20 (2)

Exit code: 0 when it is written, 1 when the pack has a mistake or no such rule, 2 on bad words.
)";

constexpr std::array<OptionKind, 3> options{{{"output"}, {"rule"}, {"depth"}}};

constexpr std::size_t rules_drawn_max = 80;
constexpr std::int64_t depth_max = 20;

Result<std::size_t> read_depth(PackWords const& words) {
    if (!words.has("depth")) return std::size_t{2};
    auto const depth = parse_whole_number(words.value("depth"));
    if (depth && *depth >= 1 && *depth <= depth_max) return static_cast<std::size_t>(*depth);
    return Error{ErrorCode::bad_input, "--depth goes from 1 to 20"};
}

/// The picture's graph and its title.
struct Drawing {
    RuleGraph graph;
    std::string title;
};

Result<Drawing> choose(ModelView const& view, PackWords const& words, std::size_t depth) {
    auto const whole = draw_rules(view);
    auto const& pack = words.paths[0];
    if (!words.has("rule")) {
        if (whole.nodes.size() <= rules_drawn_max) return Drawing{whole, "Les règles de " + pack};
        return Drawing{families(whole), "Les familles de règles de " + pack};
    }
    auto const rule = words.value("rule");
    auto part = neighbourhood(whole, rule, depth, rules_drawn_max);
    if (!part.nodes.empty()) return Drawing{std::move(part), "Autour de la règle « " + rule + " »"};
    auto const near = nearest_name(view.program(), rule);
    return Error{
        ErrorCode::not_found,
        "no rule is named '" + rule + "'; " +
            (near.empty() ? "give its full name" : "did you mean '" + near + "'?")};
}

Status draw(PackWords const& words, std::size_t depth) {
    auto const files = TRY(read_model_files(words.paths[0]));
    auto authored = compile_for_authors(files.model);
    if (!authored.mistakes.empty())
        return Error{ErrorCode::bad_input, describe_with_place(authored.mistakes.front(), files)};
    ModelView const view(files.model, std::move(authored));
    auto const drawing = TRY(choose(view, words, depth));
    auto const path = words.value("output");
    TRY(write_file(path, draw_svg(drawing.graph, drawing.title)));
    std::cout << path << ": " << drawing.graph.nodes.size() << " boxes, "
              << drawing.graph.edges.size() << " arrows\n";
    if (drawing.graph.left_out != 0)
        std::cout << drawing.graph.left_out << " rules further away were left out; use --depth\n";
    return Done{};
}

ExitCode run(std::span<std::string const> arguments) {
    auto const words = PackWords::parse(arguments, options, 1);
    if (!words.ok()) return refuse_words("pack graph", words.error());
    if (words.value().value("output").empty())
        return refuse_words(
            "pack graph", {ErrorCode::bad_input, "say where to write with --output FILE.svg"}
        );
    auto const depth = read_depth(words.value());
    if (!depth.ok()) return refuse_words("pack graph", depth.error());
    auto const drawn = draw(words.value(), depth.value());
    return drawn.ok() ? ExitCode::success : report_failure("pack graph", drawn.error());
}

} // namespace

Command const pack_graph_command{"graph", "draw which rule uses which", help, run, {}};

} // namespace prevenance
