#include "core/check/model_view.h"

#include "core/rules/operands.h"
#include "core/rules/reader.h"

#include <algorithm>

namespace prevenance {

namespace {

/// Names of the rules that the reader makes have a part that begins so.
constexpr std::string_view made_by_reader = " . $";

/// Whether the rule says how its value is found.
bool has_formula(Source const& source) {
    if (source.kind == Source::Kind::null) return false;
    if (source.kind != Source::Kind::map) return true;
    return std::any_of(source.keys.begin(), source.keys.end(), [](std::string const& key) {
        return key == "formule" || (is_mechanism(key) && key != "avec");
    });
}

/// A rule that is only *oui* or *non* is a switch: somebody may turn it.
bool is_switch(Source const& source) {
    return source.kind == Source::Kind::text && (source.text == "oui" || source.text == "non");
}

/// Whether an answer is expected from somebody.
bool expects_answer(Source const& source) {
    if (is_switch(source)) return true;
    for (auto const* key : {"question", "par défaut", "une possibilité"})
        if (source.find(key) != nullptr) return true;
    for (auto const* key : {"valeur", "formule"}) {
        auto const* inner = source.find(key);
        if (inner != nullptr && expects_answer(*inner)) return true;
    }
    return !has_formula(source);
}

} // namespace

ModelView::ModelView(Source const& model, AuthoredModel authored)
    : authored_(std::move(authored))
    , written_(list_written_rules(model)) {
    for (std::size_t i = 0; i < written_.size(); ++i)
        written_by_name_.emplace(written_[i].name, i);
    choices_.resize(program().nodes.size());
    for (auto const& [order, choice] : std::as_const(program()).replaced_references)
        choices_[choice] = true;
    find_owners();
    find_inputs();
}

WrittenRule const* ModelView::written(std::string_view name) const {
    auto const found = written_by_name_.find(name);
    return found == written_by_name_.end() ? nullptr : &written_[found->second];
}

RuleId ModelView::written_owner(RuleId rule) const {
    std::string_view const name = program().name_of(rule);
    auto const made = name.find(made_by_reader);
    return made == std::string_view::npos ? rule : program().find(name.substr(0, made));
}

void ModelView::find_owners() {
    owners_.assign(program().nodes.size(), none);
    std::vector<NodeIndex> open;
    for (RuleId rule = 0; rule < program().rules.size(); ++rule) {
        auto const owner = written_owner(rule);
        open.push_back(program().rules[rule].value);
        while (!open.empty()) {
            auto const node = open.back();
            open.pop_back();
            if (owners_[node] != none || choices_[node]) continue;
            owners_[node] = owner;
            for_each_operand(program(), program().nodes[node], [&](NodeIndex operand) {
                open.push_back(operand);
            });
        }
    }
}

void ModelView::find_inputs() {
    inputs_.assign(program().rules.size(), false);
    for (auto const& rule : written_) {
        auto const id = program().find(rule.name);
        if (id == none) continue;
        bool const is_date = program().rules[id].type == Type::date;
        inputs_[id] = is_date || expects_answer(*rule.source);
    }
    for (auto const& node : program().nodes) {
        if (node.op == Op::inversion) inputs_[node.a] = true;
        if (node.op == Op::fixed_point) inputs_[node.b] = true;
        if (node.op != Op::context) continue;
        for (std::uint32_t i = 0; i < program().operands[node.b]; ++i)
            suppose(program().operands[node.b + 1 + i * 3]);
    }
}

void ModelView::suppose(NodeIndex reference) {
    auto const& node = program().nodes[reference];
    if (node.op == Op::reference) inputs_[written_owner(node.a)] = true;
}

Finding ModelView::about_node(
    FindingCode code, NodeIndex node, std::string message, std::string remedy
) const {
    auto finding = about_rule(code, owner(node), std::move(message), std::move(remedy));
    auto const position = authored_.places.of(node);
    auto const* rule = written(finding.rule);
    // Nodes that the reader made later have no place of their own.
    bool const is_below = rule != nullptr && position.file == rule->position.file &&
        position.line >= rule->position.line;
    if (is_below) finding.position = position;
    return finding;
}

Finding ModelView::about_rule(
    FindingCode code, RuleId rule, std::string message, std::string remedy
) const {
    Finding finding;
    finding.code = code;
    finding.message = std::move(message);
    finding.remedy = std::move(remedy);
    if (rule == none) return finding;
    finding.rule = program().name_of(rule);
    if (auto const* place = written(finding.rule)) finding.position = place->position;
    return finding;
}

} // namespace prevenance
