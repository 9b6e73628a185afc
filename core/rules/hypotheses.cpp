// The part of Reader for what is worth something else under a hypothesis: *contexte* and
// *inversion numérique*.
#include "core/rules/collation.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <string>

namespace prevenance {

namespace {

/// What an author wrote, in one line; equal for values written alike.
void append_written(Source const& source, std::string& text) {
    switch (source.kind) {
    case Source::Kind::null:
        return;
    case Source::Kind::boolean:
        text += source.boolean ? "true" : "false";
        return;
    case Source::Kind::number:
        text += std::to_string(source.number);
        return;
    case Source::Kind::text:
        text += source.text;
        return;
    case Source::Kind::list:
    case Source::Kind::map:
        break;
    }
    text += '{';
    for (std::size_t i = 0; i < source.items.size(); ++i) {
        if (i < source.keys.size()) text += source.keys[i] + ':';
        append_written(source.items[i], text);
        text += ';';
    }
    text += '}';
}

constexpr double least_value = -1'000'000;
constexpr double greatest_value = 100'000'000;
constexpr double tolerance = 0.1;

} // namespace

RulesResult<NodeIndex> Reader::read_context(RuleId rule, Source const& rules, Fields rest) {
    if (rules.kind != Source::Kind::map)
        return complain(
            rule, rules, "'contexte' needs a map from rules to values", "write 'rule: value'"
        );
    NodeIndex const value = TRY(read_fields(rule, std::move(rest)));
    std::vector<std::size_t> order(rules.keys.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return compare_french(rules.keys[left], rules.keys[right]) < 0;
    });

    auto const home = program_->name_of(rule);
    std::string all(home);
    std::vector<std::uint32_t> list{static_cast<std::uint32_t>(order.size())};
    for (auto const i : order) {
        Source name;
        name.kind = Source::Kind::text;
        name.text = rules.keys[i];
        name.position = rules.position_of(i);
        NodeIndex const named = TRY(read_value(rule, name));
        if (program_->nodes[named].op != Op::reference)
            return complain(rule, name, "'contexte' sets rules", "name a rule");
        auto const first = static_cast<std::ptrdiff_t>(program_->nodes.size());
        NodeIndex const set_to = TRY(read_value(rule, rules.items[i]));
        bool const names_rules = std::any_of(
            program_->nodes.begin() + first,
            program_->nodes.end(),
            [](ProgramNode const& node) { return node.op == Op::reference; }
        );
        // The same words mean the same thing elsewhere, unless a name in them may not.
        std::string written = names_rules ? std::string(home) + ':' : std::string();
        append_written(rules.items[i], written);
        all += '\n' + name.text + ':' + written;
        list.push_back(named);
        list.push_back(set_to);
        list.push_back(program_->intern(written));
    }
    auto const start = static_cast<std::uint32_t>(program_->operands.size());
    program_->operands.insert(program_->operands.end(), list.begin(), list.end());
    return make(Op::context, value, start, program_->intern(all));
}

RulesResult<NodeIndex> Reader::read_inversion(RuleId rule, Source const& value) {
    auto const* candidates = value.kind == Source::Kind::map ? value.find("avec") : &value;
    if (candidates == nullptr || candidates->kind == Source::Kind::null)
        return complain(
            rule, value, "'inversion numérique' needs rules to start from", "list them"
        );
    auto const nodes = TRY(read_names(rule, candidates));

    struct Bound {
        std::string_view key;
        double otherwise;
    };

    std::vector<std::uint32_t> list;
    for (auto const& [key, otherwise] :
         {Bound{"min", least_value},
          Bound{"max", greatest_value},
          Bound{"tolérance d'erreur", tolerance}}) {
        auto const* written = value.find(key);
        bool const is_number = written == nullptr || written->kind == Source::Kind::number ||
            written->kind == Source::Kind::null;
        if (!is_number)
            return complain(
                rule,
                *written,
                "'" + std::string(key) + "' must be a number",
                "write it without a unit"
            );
        // Written but left empty counts as zero, as in the reference engine.
        auto const bound = number(written != nullptr ? written->number : otherwise);
        list.push_back(program_->nodes[bound].a);
    }
    list.push_back(static_cast<std::uint32_t>(nodes.size()));
    list.insert(list.end(), nodes.begin(), nodes.end());
    auto const start = static_cast<std::uint32_t>(program_->operands.size());
    program_->operands.insert(program_->operands.end(), list.begin(), list.end());
    return make(Op::inversion, rule, start);
}

} // namespace prevenance
