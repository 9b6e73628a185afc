#include "core/rules/names.h"

#include "core/base/text.h"

#include <algorithm>

namespace prevenance {

namespace {

constexpr std::string_view separator = " . ";

/// Longest run of whole parts that two names begin with.
std::string_view common_ancestor(std::string_view left, std::string_view right) {
    std::size_t common = 0;
    for (std::size_t at = 0;;) {
        auto const end = std::min(left.find(separator, at), left.size());
        if (right.substr(0, end) != left.substr(0, end)) break;
        bool const whole_part =
            right.size() == end || right.substr(end, separator.size()) == separator;
        if (!whole_part) break;
        common = end;
        if (end == left.size()) break;
        at = end + separator.size();
    }
    return left.substr(0, common);
}

constexpr std::string_view upwards = "^ . ";

/// Where a name is looked for, in order. From the root, `^ . ` leads nowhere.
std::vector<std::string_view> contexts_of(std::string_view from, std::string_view& partial) {
    auto contexts = ancestor_names(from);
    contexts.push_back(from);
    while (partial.starts_with(upwards)) {
        partial.remove_prefix(upwards.size());
        if (!contexts.empty()) contexts.pop_back();
    }
    if (contexts.empty()) return contexts;
    // The last one is tried first: the rule itself, or its farthest ancestor after a `^`.
    std::rotate(contexts.begin(), contexts.end() - 1, contexts.end());
    contexts.emplace_back();
    return contexts;
}

std::string_view leaf(std::string_view name) {
    auto const at = name.rfind(separator);
    return at == std::string_view::npos ? name : name.substr(at + separator.size());
}

Diagnostic
not_found(Program const& program, std::string_view from, std::string_view partial, bool hidden) {
    Diagnostic diagnostic;
    diagnostic.code = RulesErrorCode::unknown_rule;
    diagnostic.rule = written_name(from);
    auto const name = "'" + std::string(partial) + "'";
    if (hidden) {
        diagnostic.message = "the rule " + name + " is private and not visible from here";
        diagnostic.remedy = "ask for a public rule, or remove [privé]";
        return diagnostic;
    }
    bool const from_root = partial.starts_with(upwards) && parent_name(from).empty();
    if (from_root) {
        diagnostic.message = "no rule stands above, where " + name + " is looked for";
        diagnostic.remedy = "leave '^ . ' out";
        return diagnostic;
    }
    diagnostic.message = "no rule is named " + name;
    auto const near = nearest_name(program, partial);
    diagnostic.remedy =
        near.empty() ? "check its spelling and its namespace" : "did you mean '" + near + "'?";
    return diagnostic;
}

} // namespace

std::string_view parent_name(std::string_view name) {
    auto const at = name.rfind(separator);
    return at == std::string_view::npos ? std::string_view() : name.substr(0, at);
}

std::vector<std::string_view> ancestor_names(std::string_view name) {
    std::vector<std::string_view> names;
    for (auto parent = parent_name(name); !parent.empty(); parent = parent_name(parent))
        names.push_back(parent);
    return names;
}

std::string_view written_name(std::string_view name) {
    if (name.starts_with('$')) return {};
    return name.substr(0, name.find(" . $"));
}

std::string join_name(std::string_view parent, std::string_view child) {
    if (parent.empty()) return std::string(child);
    return std::string(parent) + std::string(separator) + std::string(child);
}

bool is_accessible(Program const& program, std::string_view from, std::string_view name) {
    auto const common = common_ancestor(from, name);
    // From the rule upwards, stopping one below the child of the common ancestor.
    std::vector<std::string_view> chain{name};
    for (auto const ancestor : ancestor_names(name))
        chain.push_back(ancestor);
    chain.emplace_back();
    auto const top = std::find(chain.begin(), chain.end(), common) - chain.begin();
    return std::none_of(chain.begin(), chain.begin() + std::max<long>(top - 1, 0), [&](auto part) {
        auto const rule = program.find(part);
        return rule != none && program.rules[rule].is_private;
    });
}

RulesResult<RuleId>
resolve_name(Program const& program, std::string_view from, std::string_view partial) {
    auto const written = partial;
    bool hidden = false;
    for (auto const context : contexts_of(from, partial)) {
        auto const name = join_name(context, partial);
        auto const rule = program.find(name);
        if (rule == none || name == from) continue;
        if (is_accessible(program, from, name)) return rule;
        hidden = true;
    }
    if (from.ends_with(partial)) return program.find(from);
    return not_found(program, from, written, hidden);
}

std::string nearest_name(Program const& program, std::string_view name) {
    auto const short_name = leaf(name);
    auto best_distance = std::max<std::size_t>(short_name.size() / 3, 1) + 1;
    best_distance = std::min(best_distance, short_name.size()); // Something must be alike.
    std::string best;
    for (auto const& rule : program.rules) {
        if (!rule.is_public || rule.is_situation) continue;
        auto const& known = program.text(rule.name);
        auto const known_leaf = leaf(known);
        auto const longest = std::max(known_leaf.size(), short_name.size());
        if (longest - std::min(known_leaf.size(), short_name.size()) >= best_distance) continue;
        auto const distance = edit_distance(short_name, known_leaf);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = known;
    }
    return best;
}

} // namespace prevenance
