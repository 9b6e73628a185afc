#include "core/rules/compile.h"

#include "core/rules/inference.h"
#include "core/rules/names.h"
#include "core/rules/reader.h"
#include "core/rules/replacement.h"

#include <vector>

namespace prevenance {

namespace {

/// What is wrong with a model, as far as somebody wants to know it.
struct Mistakes {
    std::vector<Diagnostic> all;
    std::size_t max = 1;

    bool full() const { return all.size() >= max; }
};

void check_parents(
    Program const& program, std::vector<RuleDraft> const& drafts, Mistakes& mistakes
) {
    if (!program.options.parents_required) return;
    for (auto const& draft : drafts) {
        auto const& rule = program.rules[draft.rule];
        if (rule.is_situation) continue;
        std::string_view const name = program.name_of(draft.rule);
        for (auto const parent : ancestor_names(name)) {
            if (program.find(parent) != none) continue;
            Diagnostic diagnostic;
            diagnostic.rule = name;
            diagnostic.message = "its parent '" + std::string(parent) + "' does not exist";
            diagnostic.remedy = "declare the parent, even empty";
            mistakes.all.push_back(std::move(diagnostic));
            if (mistakes.full()) return;
        }
    }
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
            if (program.find(program.text(program.nodes[parent].b)) != none) return false;
            NodeIndex const nothing = program.add_constant({});
            program.nodes[parent] = program.nodes[nothing];
            return true;
        });
}

void resolve_names(
    Program& program, Reader const& reader, NodeIndex first_node, Mistakes& mistakes
) {
    for (auto index = first_node; index < program.nodes.size() && !mistakes.full(); ++index) {
        ProgramNode const node = program.nodes[index];
        if (node.op != Op::reference || node.a != none) continue;
        auto const name = program.text(node.b);
        auto const rule = resolve_name(program, program.name_of(node.c), name);
        if (rule.ok()) {
            program.nodes[index].a = rule.value();
            continue;
        }
        mistakes.all.push_back(rule.error());
        mistakes.all.back().position = reader.places().of(index);
    }
}

/// Every stage after reading, for rules whose nodes begin at `first_node`; stops after the first
/// stage that finds mistakes.
void link(Program& program, Reader const& reader, NodeIndex first_node, Mistakes& mistakes) {
    auto drafts = reader.drafts();
    check_parents(program, drafts, mistakes);
    if (!mistakes.all.empty()) return;
    mark_public(program, drafts);
    drop_orphan_parents(program, drafts);
    for (auto const& draft : drafts)
        for (auto const parent : draft.parents)
            program.nodes[parent].a = program.find(program.text(program.nodes[parent].b));
    resolve_names(program, reader, first_node, mistakes);
    if (!mistakes.all.empty()) return;
    record_replacements(program, drafts);
    bool const fits = inline_replacements(program, drafts, first_node);
    if (!fits || !infer_types(program, drafts, first_node)) {
        Diagnostic diagnostic;
        diagnostic.code = RulesErrorCode::limit;
        diagnostic.message = "the rules depend on each other too deeply";
        diagnostic.remedy = "break the chain or the cycle";
        mistakes.all.push_back(std::move(diagnostic));
    }
}

AuthoredModel
compile_telling(Source const& model, CompileOptions options, std::size_t mistakes_max) {
    AuthoredModel made;
    made.program.options = options;
    Reader reader(made.program);
    Mistakes mistakes{reader.read_model(model), mistakes_max};
    if (mistakes.all.empty()) link(made.program, reader, 0, mistakes);
    made.places = reader.places();
    made.mistakes = std::move(mistakes.all);
    return made;
}

} // namespace

RulesResult<Program> compile(Source const& model, CompileOptions options) {
    auto made = compile_telling(model, options, 1);
    if (!made.mistakes.empty()) return std::move(made.mistakes.front());
    return std::move(made.program);
}

AuthoredModel compile_for_authors(Source const& model, CompileOptions options) {
    constexpr std::size_t mistakes_max = 500;
    return compile_telling(model, options, mistakes_max);
}

RulesResult<RuleId> extend(Program& program, std::string_view name, Source const& rule) {
    auto const mark = program.mark();
    Reader reader(program);
    auto read = reader.read_private(name, rule);
    if (!read.ok()) {
        program.truncate(mark);
        return read.error();
    }
    Mistakes mistakes;
    link(program, reader, static_cast<NodeIndex>(mark.nodes), mistakes);
    if (mistakes.all.empty()) return read;
    program.truncate(mark);
    return std::move(mistakes.all.front());
}

RulesResult<Done> compile_question(Program& program, std::string_view expression) {
    RuleId const question =
        TRY(extend(program, "$EVALUATION", text_source(std::string(expression))));
    program.questions.emplace(expression, program.rules[question].value);
    return Done{};
}

ExpressionCompiler const* expression_compiler() {
    static constexpr ExpressionCompiler compiler{extend, nearest_name};
    return &compiler;
}

} // namespace prevenance
