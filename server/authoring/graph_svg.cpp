#include "server/authoring/graph_svg.h"

#include "server/authoring/layered_layout.h"
#include "server/authoring/xml.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace prevenance {

namespace {

constexpr std::size_t line_letters_max = 28;
constexpr double letter_width = 7.1; ///< Of the text in boxes, on average.
constexpr double line_height = 17;
constexpr double padding = 10;
constexpr double legend_height = 40;
constexpr double width_min = 560; ///< The legend needs it.

constexpr std::string_view style = R"(<style>
  text { font: 13px system-ui, sans-serif; fill: #1d2430 }
  .ground { fill: #fff }
  .band { fill: #f3f5f9; stroke: #dde2ea }
  .band-name { font-weight: 600; fill: #4a5568 }
  .arrow { fill: none; stroke: #7a8699; stroke-width: 1.3 }
  .arrow:hover { stroke: #c2410c; stroke-width: 2.5 }
  .head { fill: #7a8699 }
  .box { stroke-width: 1.3; fill: #fff; stroke: #64748b }
  .question { fill: #e2edff; stroke: #2b5cad }
  .parameter { fill: #fdf1d3; stroke: #8f6000 }
  .family { fill: #e9e7fb; stroke: #5546b5 }
  .centre { stroke-width: 3; stroke: #b4340a }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8ecf3 }
    .ground { fill: #14181f }
    .band { fill: #1d232d; stroke: #333c4a }
    .band-name { fill: #b3bdcc }
    .arrow { stroke: #8b98ab }
    .arrow:hover { stroke: #fb923c }
    .head { fill: #8b98ab }
    .box { fill: #262e3a; stroke: #93a1b5 }
    .question { fill: #1d3355; stroke: #84b0f5 }
    .parameter { fill: #43330d; stroke: #e0b04a }
    .family { fill: #2f2a57; stroke: #aaa0f2 }
    .centre { stroke: #fb923c }
  }
</style>
)";

std::size_t letters_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

/// At most two lines; what does not fit ends in `…`.
std::vector<std::string> wrap(std::string_view text) {
    std::vector<std::string> lines{""};
    while (!text.empty()) {
        auto const blank = std::min(text.find(' '), text.size());
        auto const word = text.substr(0, blank);
        bool const fits = lines.back().empty() ||
            letters_of(lines.back()) + 1 + letters_of(word) <= line_letters_max;
        if (!fits && lines.size() == 2) {
            lines.back() += " …";
            return lines;
        }
        if (!fits) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return lines;
}

std::string number(double value) {
    auto const tenths = static_cast<long>(std::lround(value * 10));
    auto text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += '.' + std::to_string(std::labs(tenths % 10));
    return text;
}

std::string quoted(std::string_view name, double value) {
    return ' ' + std::string(name) + "=\"" + number(value) + '"';
}

/// The first parts of a name, all of it when it has no more.
std::string_view first_parts(std::string_view name, std::size_t parts) {
    std::size_t end = 0;
    for (std::size_t part = 0; part < parts && end != std::string_view::npos; ++part)
        end = name.find(" . ", part == 0 ? 0 : end + 3);
    return name.substr(0, end);
}

/// The namespaces that become bands: as few parts as tell at least two apart.
class Bands {
public:
    explicit Bands(RuleGraph const& graph) {
        constexpr std::size_t parts_max = 6;
        for (std::size_t parts = 1; parts <= parts_max && names_.size() < 2; ++parts) {
            names_.clear();
            numbers_.clear();
            for (auto const& node : graph.nodes)
                add(std::string(first_parts(node.name, parts)));
        }
    }

    std::size_t size() const { return names_.size(); }

    std::string const& name(std::size_t band) const { return names_[band]; }

    std::size_t of(std::size_t node) const { return numbers_[node]; }

private:
    void add(std::string name) {
        auto const known = std::find(names_.begin(), names_.end(), name);
        numbers_.push_back(static_cast<std::size_t>(known - names_.begin()));
        if (known == names_.end()) names_.push_back(std::move(name));
    }

    std::vector<std::string> names_;
    std::vector<std::size_t> numbers_;
};

std::string_view class_of(RuleGraph::Kind kind) {
    switch (kind) {
    case RuleGraph::Kind::question:
        return "box question";
    case RuleGraph::Kind::parameter:
        return "box parameter";
    case RuleGraph::Kind::family:
        return "box family";
    case RuleGraph::Kind::computed:
        break;
    }
    return "box";
}

class Picture {
public:
    Picture(RuleGraph const& graph, std::string_view title)
        : graph_(&graph)
        , title_(title)
        , bands_(graph) {
        is_of_families_ = !graph.nodes.empty() && graph.nodes[0].kind == RuleGraph::Kind::family;
        std::vector<LayoutBox> boxes;
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            labels_.push_back(wrap(label_of(i)));
            boxes.push_back(box_for(labels_.back(), is_of_families_ ? 0 : bands_.of(i)));
        }
        layout_ = lay_out(std::move(boxes), graph.edges, is_of_families_ ? 1 : bands_.size());
    }

    std::string draw() {
        auto const width = std::max(layout_.width, width_min);
        auto const height = layout_.height + legend_height;
        text_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"fr\" role=\"img\""
                " aria-labelledby=\"title desc\"" +
            quoted("width", width) + quoted("height", height) + " viewBox=\"0 0 " + number(width) +
            ' ' + number(height) + "\">\n<title id=\"title\">" + escape_xml(title_) +
            "</title>\n<desc id=\"desc\">" + escape_xml(describe_graph()) + "</desc>\n";
        text_ += style;
        text_ += "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\""
                 " markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
                 "<path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>\n"
                 "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n";
        if (!is_of_families_) draw_bands(width);
        for (auto const& arrow : layout_.arrows)
            draw_arrow(arrow);
        for (std::size_t i = 0; i < layout_.boxes.size(); ++i)
            draw_box(i);
        draw_legend();
        return std::move(text_) + "</svg>\n";
    }

private:
    /// The name without that of its band, which is written above.
    std::string label_of(std::size_t index) const {
        auto const& node = graph_->nodes[index];
        if (is_of_families_) return node.name + " (" + std::to_string(node.rules) + ')';
        auto const& band = bands_.name(bands_.of(index));
        if (node.name.size() <= band.size()) return node.name;
        return node.name.substr(band.size() + 3);
    }

    static LayoutBox box_for(std::vector<std::string> const& lines, std::size_t band) {
        std::size_t letters = 0;
        for (auto const& line : lines)
            letters = std::max(letters, letters_of(line));
        LayoutBox box;
        box.width = std::max(static_cast<double>(letters) * letter_width, 40.0) + 2 * padding;
        box.height = static_cast<double>(lines.size()) * line_height + padding;
        box.group = band;
        return box;
    }

    /// What the picture says, in words.
    std::string describe_graph() const {
        std::string text = std::to_string(graph_->nodes.size()) +
            (is_of_families_ ? " familles de règles, " : " règles, ") +
            std::to_string(graph_->edges.size()) + " liens.";
        for (std::size_t i = 0; i < graph_->nodes.size(); ++i) {
            std::string used;
            for (auto const& [user, other] : graph_->edges)
                if (user == i) used += (used.empty() ? "" : ", ") + graph_->nodes[other].name;
            if (!used.empty()) text += ' ' + graph_->nodes[i].name + " utilise " + used + '.';
        }
        return text;
    }

    void draw_bands(double width) {
        for (std::size_t i = 0; i < layout_.bands.size(); ++i) {
            auto const& band = layout_.bands[i];
            text_ += "<rect class=\"band\" rx=\"8\"" + quoted("x", 16) + quoted("y", band.y) +
                quoted("width", width - 32) + quoted("height", band.height) +
                "/>\n<text class=\"band-name\"" + quoted("x", 28) + quoted("y", band.y + 20) + '>' +
                escape_xml(bands_.name(i)) + "</text>\n";
        }
    }

    void draw_arrow(LayoutArrow const& arrow) {
        auto const& points = arrow.points;
        if (points.size() < 2) return;
        std::string path = "M" + number(points[0].x) + ' ' + number(points[0].y);
        for (std::size_t i = 1; i < points.size(); ++i) {
            auto const& from = points[i - 1];
            auto const& to = points[i];
            auto const middle = number((from.x + to.x) / 2);
            path += 'C' + middle + ' ' + number(from.y) + ' ' + middle + ' ' + number(to.y) + ' ' +
                number(to.x) + ' ' + number(to.y);
        }
        text_ += "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"" + path + "\"><title>" +
            escape_xml(
                     graph_->nodes[arrow.from].name + " utilise " + graph_->nodes[arrow.to].name
            ) +
            "</title></path>\n";
    }

    void draw_box(std::size_t index) {
        auto const& node = graph_->nodes[index];
        auto const& box = layout_.boxes[index];
        text_ += "<g><title>" +
            escape_xml(node.title.empty() ? node.name : node.name + " : " + node.title) +
            "</title>";
        draw_rectangle(
            box,
            std::string(class_of(node.kind)) + (node.is_centre ? " centre" : ""),
            node.kind == RuleGraph::Kind::question ? box.height / 2 : 5
        );
        auto baseline = box.y + padding / 2 + 13;
        for (auto const& line : labels_[index]) {
            text_ += "<text text-anchor=\"middle\"" + quoted("x", box.x + box.width / 2) +
                quoted("y", baseline) + '>' + escape_xml(line) + "</text>";
            baseline += line_height;
        }
        text_ += "</g>\n";
    }

    void draw_rectangle(LayoutBox const& box, std::string const& classes, double radius) {
        text_ += "<rect class=\"" + classes + '"' + quoted("x", box.x) + quoted("y", box.y) +
            quoted("width", box.width) + quoted("height", box.height) +
            quoted("rx", std::min(radius, 18.0)) + "/>";
    }

    void draw_legend() {
        struct Entry {
            std::string_view classes;
            std::string_view words;
            double radius;
        };

        constexpr std::array entries{
            Entry{"box", "calcul", 5},
            Entry{"box question", "question", 11},
            Entry{"box parameter", "paramètre", 5}};
        auto const y = layout_.height + 4;
        double x = 28;
        for (auto const& entry : entries) {
            if (is_of_families_) break;
            LayoutBox box{30, 22, 0, x, y};
            draw_rectangle(box, std::string(entry.classes), entry.radius);
            text_ += "<text" + quoted("x", x + 38) + quoted("y", y + 16) + '>' +
                std::string(entry.words) + "</text>\n";
            x += 130;
        }
        text_ += "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"M" + number(x) + ' ' +
            number(y + 11) + "h34\"/><text" + quoted("x", x + 42) + quoted("y", y + 16) +
            ">utilise</text>\n";
    }

    RuleGraph const* graph_;
    std::string title_;
    Bands bands_;
    bool is_of_families_ = false;
    std::vector<std::vector<std::string>> labels_;
    Layout layout_;
    std::string text_;
};

} // namespace

std::string draw_svg(RuleGraph const& graph, std::string_view title) {
    return Picture(graph, title).draw();
}

} // namespace prevenance
