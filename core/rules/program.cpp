#include "core/rules/program.h"

#include <algorithm>

namespace prevenance {

Program::Program() = default;

RuleId Program::find(std::string_view name) const {
    auto const text = texts_.find(name);
    return text && *text < rule_of_text_.size() ? rule_of_text_[*text] : none;
}

void Program::reserve_rules(std::size_t count) {
    rules.reserve(rules.size() + count);
    rule_of_text_.reserve(rule_of_text_.size() + count);
}

std::span<Metadatum const> Program::metadata_of(RuleId rule) const {
    auto const index = rules[rule].metadata;
    if (index == none) return {};
    return items_of(metadata[index]);
}

std::optional<std::string_view> Program::described(RuleId rule, std::string_view key) const {
    for (auto const& [known, text] : metadata_of(rule))
        if (texts_[known] == key) return texts_[text];
    return std::nullopt;
}

std::vector<Citation> Program::citations(RuleId rule) const {
    constexpr std::string_view list_prefix = "références . ";
    std::vector<Citation> found;
    auto const add = [&](std::string_view title, std::string_view text) {
        bool const is_address = text.starts_with("http://") || text.starts_with("https://");
        if (is_address)
            found.push_back({std::string(title), std::string(text)});
        else if (title.empty())
            found.push_back({std::string(text), ""});
        else
            found.push_back({std::string(title) + ", " + std::string(text), ""});
    };
    for (auto const& [written, text] : metadata_of(rule)) {
        auto const key = texts_[written];
        if (key == "références") add("", texts_[text]);
        if (key.starts_with(list_prefix)) add(key.substr(list_prefix.size()), texts_[text]);
    }
    auto const link = described(rule, "lien");
    if (found.empty() && link) add("", *link);
    return found;
}

NodeIndex Program::add_node(ProgramNode node) {
    nodes.push_back(node);
    return static_cast<NodeIndex>(nodes.size() - 1);
}

NodeIndex Program::add_constant(Constant constant) {
    constants.push_back(constant);
    ProgramNode node;
    node.op = Op::constant;
    node.a = static_cast<std::uint32_t>(constants.size() - 1);
    return add_node(node);
}

RuleId Program::add_rule(Rule rule) {
    auto const id = static_cast<RuleId>(rules.size());
    if (rule_of_text_.size() <= rule.name) rule_of_text_.resize(rule.name + 1, none);
    rule.shadows = rule_of_text_[rule.name];
    rule_of_text_[rule.name] = id;
    rules.push_back(rule);
    return id;
}

Program::Mark Program::mark() const {
    return Mark{
        nodes.size(),
        operands.size(),
        constants.size(),
        rules.size(),
        possibilities.size(),
        metadata.size(),
        metadata_items.size(),
        replacement_count};
}

void Program::truncate(Mark const& mark) {
    for (auto rule = rules.size(); rule > mark.rules; --rule)
        rule_of_text_[rules[rule - 1].name] = rules[rule - 1].shadows;
    std::erase_if(replaced_references, [&](auto const& entry) {
        return entry.second >= mark.nodes;
    });
    if (replacement_count != mark.replacements)
        for (auto& [replaced, known] : replacements)
            std::erase_if(known, [&](Replacement const& replacement) {
                return replacement.order >= mark.replacements;
            });
    replacement_count = mark.replacements;
    nodes.resize(mark.nodes);
    operands.resize(mark.operands);
    constants.resize(mark.constants);
    rules.resize(mark.rules);
    possibilities.resize(mark.possibilities);
    metadata.resize(mark.metadata);
    metadata_items.resize(mark.metadata_items);
}

} // namespace prevenance
