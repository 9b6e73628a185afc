#include "core/eval/evaluator.h"

#include "core/eval/explanation.h"
#include "core/eval/machine.h"
#include "core/eval/situation.h"
#include "core/rules/compile.h"
#include "core/rules/literal.h"

#include <algorithm>
#include <map>
#include <optional>

namespace prevenance {

namespace {

constexpr std::string_view question_name = "$EVALUATION";

/// Nodes of answers that were replaced since, before they are cleared away.
constexpr std::size_t nodes_left_behind_max = 10'000;

} // namespace

/// A copy of the program, then the questions asked so far, then the answers given.
struct Evaluator::State {
    State(Program original, Day today, ExpressionCompiler const* with)
        : program(std::move(original))
        , compiler(with)
        , machine(program, today)
        , base(program.mark())
        , questions_end(base) {
        has_trials = std::any_of(program.nodes.begin(), program.nodes.end(), [](auto const& node) {
            return node.op == Op::inversion || node.op == Op::fixed_point;
        });
    }

    struct Prepared {
        NodeIndex value = none;
        Reads reads = 0;
        AnswersTime since = 0;
        bool meets_itself = false;
        std::optional<Diagnostic> failure;
        Outcome outcome;
    };

    /// An answer, and what it takes the place of.
    struct Answer {
        std::string rule;
        RuleId situation = none;
        Source expression;
        bool is_given = false; ///< It counts from the next question on.
        bool is_placed = false;
        bool names_rules = false;
        NodeIndex value = none;
        Nullable nullable = Nullable::unknown;
        Type type = Type::unknown;
    };

    Program program;
    ExpressionCompiler const* compiler;
    Machine machine;
    Program::Mark base;
    Program::Mark questions_end;
    std::map<std::string, Question, std::less<>> questions;
    std::vector<Prepared> prepared;
    std::vector<Answer> answers; ///< Of every rule that was ever answered.
    std::vector<std::uint32_t>
        answer_of_rule;   ///< Places in `answers`, by the rules that hold them.
    bool in_place = true; ///< The answers given stand in the program, no other.
    bool answers_checked = false;
    bool has_trials = false; ///< What is found in a trial depends on where one begins.
    std::vector<TextId> missing_names;

    Answer* find_answer(RuleId situation) {
        if (situation >= answer_of_rule.size() || answer_of_rule[situation] == none) return nullptr;
        return &answers[answer_of_rule[situation]];
    }

    Answer& answer_to(std::string_view rule, RuleId situation) {
        if (auto* const known = find_answer(situation)) return *known;
        if (situation >= answer_of_rule.size()) answer_of_rule.resize(situation + 1, none);
        answer_of_rule[situation] = static_cast<std::uint32_t>(answers.size());
        auto& answer = answers.emplace_back();
        answer.rule = rule;
        answer.situation = situation;
        return answer;
    }

    void take_away(Answer& answer) {
        if (!answer.is_placed) return;
        machine.answer_changes(answer.situation);
        Rule& rule = program.rules[answer.situation];
        rule.value = answer.value;
        rule.nullable = answer.nullable;
        rule.type = answer.type;
        answer.is_placed = false;
    }

    RulesResult<RuleId> extend(std::string_view name, Source const& expression) {
        if (compiler != nullptr) return compiler->extend(program, name, expression);
        return situation_error(name, "only literals are understood here", "write the value out");
    }

    /// The value of an answer, behind those of the others.
    struct Compiled {
        NodeIndex value = none;
        Nullable nullable = Nullable::no;
        Type type = Type::unknown;
        bool names_rules = false;
    };

    RulesResult<Compiled> compile_answer(RuleId situation, Source const& expression) {
        Compiled compiled;
        if (auto const literal = read_literal(program, expression)) {
            compiled.value = program.add_constant(*literal);
            program.nodes[compiled.value].nullable = Nullable::no;
            return compiled;
        }
        auto const first = static_cast<std::ptrdiff_t>(program.nodes.size());
        RuleId const rule = TRY(extend(std::string(program.name_of(situation)), expression));
        compiled.value = program.rules[rule].value;
        compiled.nullable = program.rules[rule].nullable;
        compiled.type = program.rules[rule].type;
        compiled.names_rules =
            std::any_of(program.nodes.begin() + first, program.nodes.end(), [](auto const& node) {
                return node.op == Op::reference;
            });
        return compiled;
    }

    /// Compiles an answer and puts it in its place.
    RulesResult<Done> place(Answer& answer, Source const& expression) {
        auto const compiled = TRY(compile_answer(answer.situation, expression));
        machine.answer_changes(answer.situation);
        Rule& rule = program.rules[answer.situation];
        if (!answer.is_placed) {
            answer.value = rule.value;
            answer.nullable = rule.nullable;
            answer.type = rule.type;
        }
        rule.value = compiled.value;
        rule.nullable = compiled.nullable;
        rule.type = compiled.type;
        answer.expression = expression;
        answer.names_rules = compiled.names_rules;
        answer.is_placed = true;
        return Done{};
    }

    void take_answers_away() {
        for (auto& answer : answers)
            take_away(answer);
        program.truncate(questions_end);
        in_place = false;
    }

    bool answers_name_rules() const {
        return std::any_of(answers.begin(), answers.end(), [](auto const& answer) {
            return answer.is_placed && answer.names_rules;
        });
    }

    void tell_whether_to_keep() { machine.keep_between_questions(!answers_name_rules()); }

    /// Leaves the answers that stand already where they are: between two questions, few change.
    RulesResult<Done> put_answers() {
        if (in_place) return Done{};
        bool const clean_up = program.nodes.size() - questions_end.nodes > nodes_left_behind_max ||
            program.replacement_count != base.replacements;
        if (clean_up) take_answers_away();
        for (auto& answer : answers)
            if (!answer.is_given) take_away(answer);
        for (auto& answer : answers)
            if (answer.is_given && !answer.is_placed) TRY(place(answer, answer.expression));
        tell_whether_to_keep();
        in_place = true;
        answers_checked = false;
        return Done{};
    }

    /// Answers must be among the possibilities of their rules, where the model is that strict.
    RulesResult<Done> check_answers() {
        answers_checked = !program.options.check_possibilities;
        if (answers_checked) return Done{};
        machine.forget();
        for (auto const& answer : answers) {
            if (!answer.is_given) continue;
            Cell const value = machine.evaluate(program.rules[answer.situation].value);
            if (machine.failure()) return *machine.failure();
            if (!machine.allows(program.find(answer.rule), value))
                return situation_error(
                    answer.rule,
                    "the answer is none of the possibilities",
                    "choose one of 'une possibilité'"
                );
        }
        answers_checked = true;
        return Done{};
    }

    /// Whether a rule was found undefined since forget(). Answers that nobody gave are, and their
    /// rules mostly have a default.
    bool met_undefined() const {
        auto const is_undefined = [](std::optional<Cell> const& cell) {
            return cell && cell->is_undefined();
        };
        for (RuleId id = 0; id < program.rules.size(); ++id) {
            Rule const& rule = program.rules[id];
            if (rule.is_situation) continue;
            if (is_undefined(machine.known_rule(id)) || is_undefined(machine.known(rule.value)))
                return true;
        }
        return false;
    }

    void tell(Cell const& cell, Value& value) const {
        value.kind = static_cast<Value::Kind>(cell.kind);
        value.boolean = cell.boolean;
        value.number = cell.is_text() ? 0 : cell.number;
        value.text.clear();
        if (cell.is_text()) value.text = program.text(cell.text);
    }

    /// Writes over an earlier outcome, whose memory is used again.
    void tell(Cell const& cell, Outcome& outcome) {
        tell(cell, outcome.value);
        outcome.unit_present = has_unit(cell.unit);
        outcome.unit.clear();
        if (outcome.unit_present) outcome.unit = program.units.print(cell.unit);
        if (!outcome.warnings.empty() || !machine.warnings().empty())
            outcome.warnings = machine.warnings();
        machine.missing().list(cell.missing(), missing_names);
        outcome.missing.resize(missing_names.size());
        for (std::size_t i = 0; i < missing_names.size(); ++i)
            outcome.missing[i] = program.text(missing_names[i]);
    }
};

static_assert(static_cast<int>(Value::Kind::undefined) == static_cast<int>(Cell::Kind::undefined));
static_assert(static_cast<int>(Value::Kind::boolean) == static_cast<int>(Cell::Kind::boolean));
static_assert(static_cast<int>(Value::Kind::text) == static_cast<int>(Cell::Kind::text));

Evaluator::Evaluator(Program const& program, Day today, ExpressionCompiler const* compiler)
    : state_(std::make_unique<State>(program, today, compiler)) {}

Evaluator::~Evaluator() = default;

RulesResult<Done> Evaluator::answer(std::string_view rule, std::string_view expression) {
    return answer(rule, text_source(std::string(expression)));
}

RulesResult<Done> Evaluator::answer(std::string_view rule, Source const& expression) {
    RuleId const situation = TRY(answerable(state_->program, rule, state_->compiler));
    if (expression.kind == Source::Kind::boolean)
        return situation_error(rule, "true and false are not answers", "write oui or non");

    auto& state = *state_;
    auto& answer = state.answer_to(rule, situation);
    if (!answer.is_placed || answer.expression != expression) {
        auto const tried = state.place(answer, expression);
        if (!tried.ok()) {
            auto diagnostic = tried.error();
            diagnostic.code = RulesErrorCode::situation;
            if (diagnostic.rule.empty()) diagnostic.rule = rule;
            return diagnostic;
        }
    }
    answer.is_given = true;
    state.in_place = false;
    return Done{};
}

void Evaluator::forget(std::string_view rule) {
    auto const id = state_->program.find(rule);
    auto* const answer =
        id == none ? nullptr : state_->find_answer(state_->program.rules[id].situation);
    if (answer != nullptr) answer->is_given = false;
    state_->in_place = false;
}

void Evaluator::forget_all() {
    for (auto& answer : state_->answers)
        answer.is_given = false;
    state_->in_place = false;
}

RulesResult<Evaluator::Question> Evaluator::prepare(std::string_view expression) {
    auto const known = state_->questions.find(expression);
    if (known != state_->questions.end()) return known->second;
    State::Prepared prepared;
    auto const compiled = state_->program.questions.find(expression);
    if (compiled != state_->program.questions.end()) {
        prepared.value = compiled->second;
    } else {
        state_->take_answers_away();
        auto const question =
            TRY(state_->extend(question_name, text_source(std::string(expression))));
        prepared.value = state_->program.rules[question].value;
        state_->questions_end = state_->program.mark();
    }
    auto const id = static_cast<Question>(state_->prepared.size());
    state_->prepared.push_back(std::move(prepared));
    state_->questions.emplace(expression, id);
    return id;
}

RulesResult<Outcome> Evaluator::evaluate(std::string_view expression) {
    auto const question = TRY(prepare(expression));
    TRY(state_->put_answers());
    // What an answer replaces, it replaces in questions that are compiled after it.
    if (state_->program.replacement_count != state_->base.replacements)
        return evaluate_anew(text_source(std::string(expression)));
    return *TRY(evaluate(question));
}

RulesResult<Outcome const*> Evaluator::evaluate(Question question) {
    auto& state = *state_;
    if (!state.in_place) TRY(state.put_answers());
    if (!state.answers_checked) TRY(state.check_answers());
    auto& prepared = state.prepared[question];
    if (!state.machine.still_holds(prepared.reads, prepared.since)) {
        Cell const cell = state.machine.ask(prepared.value, prepared.meets_itself);
        if (prepared.failure || state.machine.failure()) prepared.failure = state.machine.failure();
        state.tell(cell, prepared.outcome);
        prepared.reads = state.machine.reads();
        prepared.since = state.machine.now();
    }
    if (prepared.failure) return *prepared.failure;
    return &prepared.outcome;
}

/// Nothing when their order might matter: beside *non défini*, hypotheses and what went wrong.
std::optional<std::vector<RulesResult<Value>>>
Evaluator::values_together(std::span<Question const> questions) {
    auto& state = *state_;
    if (state.has_trials || state.answers_name_rules()) return std::nullopt;
    std::vector<RulesResult<Value>> values;
    state.machine.forget();
    for (auto const question : questions) {
        Cell const cell = state.machine.evaluate(state.prepared[question].value);
        if (state.machine.has_stopped() || !state.machine.warnings().empty()) return std::nullopt;
        Value value;
        state.tell(cell, value);
        values.emplace_back(std::move(value));
        if (!state.machine.has_contexts()) continue;
        if (state.met_undefined()) return std::nullopt;
        state.machine.forget();
    }
    if (state.met_undefined()) return std::nullopt;
    return values;
}

std::vector<RulesResult<Value>> Evaluator::values_of(std::span<Question const> questions) {
    auto const ready = state_->put_answers();
    if (ready.ok() && state_->check_answers().ok())
        if (auto values = values_together(questions)) return std::move(*values);
    std::vector<RulesResult<Value>> values;
    for (auto const question : questions) {
        auto const outcome = evaluate(question);
        values.push_back(
            outcome.ok() ? RulesResult<Value>(outcome.value()->value)
                         : RulesResult<Value>(outcome.error())
        );
    }
    return values;
}

RulesResult<Outcome> Evaluator::evaluate(Source const& expression) {
    if (expression.kind == Source::Kind::text) return evaluate(expression.text);
    return evaluate_anew(expression);
}

RulesResult<Outcome> Evaluator::evaluate_anew(Source const& expression) {
    TRY(state_->put_answers());
    TRY(state_->check_answers());
    auto const mark = state_->program.mark();
    RuleId const question = TRY(state_->extend(question_name, expression));
    bool meets_itself = false;
    Cell const cell = state_->machine.ask(state_->program.rules[question].value, meets_itself);
    Outcome outcome;
    state_->tell(cell, outcome);
    auto const failure = state_->machine.failure();
    state_->program.truncate(mark);
    if (failure) return *failure;
    return outcome;
}

RulesResult<Explanation> Evaluator::explain(std::string_view expression, ExplanationScope scope) {
    auto explanation = TRY(explain(TRY(prepare(expression)), scope));
    if (explanation.rules[0].name.empty()) explanation.rules[0].name = expression;
    return explanation;
}

RulesResult<Explanation> Evaluator::explain(Question question, ExplanationScope scope) {
    auto& state = *state_;
    TRY(state.put_answers());
    TRY(state.check_answers());
    // Everything anew: what was kept from other questions leaves no trace of what it rests on.
    auto const root = state.prepared[question].value;
    state.machine.keep_between_questions(false);
    state.machine.forget();
    static_cast<void>(state.machine.evaluate(root));
    state.tell_whether_to_keep();
    if (state.machine.failure()) return *state.machine.failure();
    return prevenance::explain(state.program, state.machine, root, scope);
}

} // namespace prevenance
