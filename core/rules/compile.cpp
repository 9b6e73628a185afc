#include "core/rules/compile.h"

#include "core/rules/inference.h"
#include "core/rules/names.h"
#include "core/rules/reader.h"
#include "core/rules/replacement.h"

#include <vector>

namespace prevenance {

namespace {

RulesResult<Done> check_parents(Program const& program, std::vector<RuleDraft> const& drafts) {
    if (!program.options.parents_required) return Done{};
    for (auto const& draft : drafts) {
        if (program.rules[draft.rule].is_situation) continue;
        std::string_view const name = program.name_of(draft.rule);
        for (auto const parent : ancestor_names(name)) {
            if (program.find(parent) != none) continue;
            Diagnostic diagnostic;
            diagnostic.rule = name;
            diagnostic.message = "its parent '" + std::string(parent) + "' does not exist";
            diagnostic.remedy = "declare the parent, even empty";
            return diagnostic;
        }
    }
    return Done{};
}

void mark_public(Program& program, std::vector<RuleDraft> const& drafts) {
    for (auto const& draft : drafts) {
        Rule& rule = program.rules[draft.rule];
        rule.is_public = !rule.is_private && is_accessible(program, "", program.text(rule.name));
    }
}

/// Ancestors that do not exist, where that is allowed, disable nothing.
void drop_orphan_parents(Program& program, std::vector<RuleDraft>& drafts) {
    for (auto& draft : drafts)
        std::erase_if(draft.parents, [&](NodeIndex parent) {
            return program.find(program.text(program.nodes[parent].b)) == none;
        });
}

RulesResult<Done> resolve_names(Program& program, Reader const& reader, NodeIndex first_node) {
    for (auto index = first_node; index < program.nodes.size(); ++index) {
        ProgramNode const node = program.nodes[index];
        if (node.op != Op::reference || node.a != none) continue;
        std::string const name = program.text(node.b);
        auto const rule = resolve_name(program, program.name_of(node.c), name);
        if (!rule.ok()) {
            Diagnostic diagnostic = rule.error();
            diagnostic.position = reader.place_of(index);
            return diagnostic;
        }
        program.nodes[index].a = rule.value();
    }
    return Done{};
}

/// Every stage after reading, for rules whose nodes begin at `first_node`.
RulesResult<Done> link(Program& program, Reader const& reader, NodeIndex first_node) {
    auto drafts = reader.drafts();
    TRY(check_parents(program, drafts));
    mark_public(program, drafts);
    drop_orphan_parents(program, drafts);
    for (auto const& draft : drafts)
        for (auto const parent : draft.parents)
            program.nodes[parent].a = program.find(program.text(program.nodes[parent].b));
    TRY(resolve_names(program, reader, first_node));
    record_replacements(program, drafts);
    bool const fits = inline_replacements(program, drafts, first_node);
    if (!fits || !infer_types(program, drafts, first_node)) {
        Diagnostic diagnostic;
        diagnostic.code = RulesErrorCode::limit;
        diagnostic.message = "the rules depend on each other too deeply";
        diagnostic.remedy = "break the chain or the cycle";
        return diagnostic;
    }
    return Done{};
}

} // namespace

RulesResult<Program> compile(Source const& model, CompileOptions options) {
    Program program;
    program.options = options;
    Reader reader(program);
    TRY(reader.read_model(model));
    TRY(link(program, reader, 0));
    return program;
}

RulesResult<RuleId> extend(Program& program, std::string_view name, Source const& rule) {
    auto const mark = program.mark();
    Reader reader(program);
    auto read = reader.read_private(name, rule);
    if (!read.ok()) {
        program.truncate(mark);
        return read.error();
    }
    auto const linked = link(program, reader, static_cast<NodeIndex>(mark.nodes));
    if (!linked.ok()) {
        program.truncate(mark);
        return linked.error();
    }
    return read;
}

RulesResult<Done> compile_question(Program& program, std::string_view expression) {
    Source source;
    source.kind = Source::Kind::text;
    source.text = expression;
    RuleId const question = TRY(extend(program, "$EVALUATION", source));
    program.questions.emplace(expression, program.rules[question].value);
    return Done{};
}

ExpressionCompiler const* expression_compiler() {
    static constexpr ExpressionCompiler compiler{extend, nearest_name};
    return &compiler;
}

} // namespace prevenance
