#include "core/rules/program.h"

#include <algorithm>

namespace prevenance {

std::string const* Metadata::find(std::string_view key) const {
    auto const found = std::find_if(texts.begin(), texts.end(), [&](auto const& entry) {
        return entry.first == key;
    });
    return found == texts.end() ? nullptr : &found->second;
}

std::vector<Citation> Metadata::citations() const {
    constexpr std::string_view list_prefix = "références . ";
    std::vector<Citation> found;
    auto const add = [&](std::string_view title, std::string const& text) {
        bool const is_address = text.starts_with("http://") || text.starts_with("https://");
        if (is_address)
            found.push_back({std::string(title), text});
        else
            found.push_back({title.empty() ? text : std::string(title) + ", " + text, ""});
    };
    for (auto const& [key, text] : texts) {
        if (key == "références") add("", text);
        if (key.starts_with(list_prefix))
            add(std::string_view(key).substr(list_prefix.size()), text);
    }
    auto const* link = find("lien");
    if (found.empty() && link != nullptr) add("", *link);
    return found;
}

Program::Program() = default;

RuleId Program::find(std::string_view name) const {
    auto const text = text_ids_.find(name);
    if (text == text_ids_.end() || text->second >= rule_of_text_.size()) return none;
    return rule_of_text_[text->second];
}

TextId Program::intern(std::string_view text) {
    auto const known = text_ids_.find(text);
    if (known != text_ids_.end()) return known->second;
    auto const id = static_cast<TextId>(texts_.size());
    texts_.emplace_back(text);
    text_ids_.emplace(texts_.back(), id);
    return id;
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
}

} // namespace prevenance
