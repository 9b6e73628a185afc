// A dependency picture of rules as SVG: readable in light and dark, by eye and by screen reader.
#pragma once

#include "core/check/rule_graph.h"

#include <string>
#include <string_view>

namespace prevenance {

/// Boxes for rules, arrows from each rule to those it uses, bands for the namespaces, and a legend.
///
/// `title`  what the picture shows, in a few words.
///
/// Source: SVG 2; WAI-ARIA Graphics Module; WCAG 2.2, 1.4.3 and 1.4.11 (contrasts).
std::string draw_svg(RuleGraph const& graph, std::string_view title);

} // namespace prevenance
