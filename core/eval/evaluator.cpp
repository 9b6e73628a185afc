#include "core/eval/evaluator.h"

#include "core/eval/machine.h"
#include "core/rules/compile.h"
#include "core/rules/names.h"

#include <algorithm>
#include <map>
#include <optional>

namespace prevenance {

namespace {

constexpr std::string_view question_name = "$EVALUATION";

Source text_source(std::string_view text) {
    Source source;
    source.kind = Source::Kind::text;
    source.text = text;
    return source;
}

Diagnostic situation_error(std::string_view rule, std::string message, std::string remedy) {
    Diagnostic diagnostic;
    diagnostic.code = RulesErrorCode::situation;
    diagnostic.rule = rule;
    diagnostic.message = std::move(message);
    diagnostic.remedy = std::move(remedy);
    return diagnostic;
}

} // namespace

/// A copy of the program, then the questions asked so far, then the answers given.
struct Evaluator::State {
    State(Program const& original, Day today)
        : program(original)
        , machine(program, today)
        , base(program.mark())
        , questions_end(base) {}

    /// What an answer takes the place of.
    struct Unanswered {
        RuleId situation;
        NodeIndex value;
        Nullable nullable;
        Type type;
    };

    Program program;
    Machine machine;
    Program::Mark base;
    Program::Mark questions_end;
    std::map<std::string, NodeIndex, std::less<>> questions;
    std::vector<std::pair<std::string, Source>> answers;
    std::vector<Unanswered> unanswered;
    bool answers_in_place = true;

    void take_answers_away() {
        for (auto const& before : unanswered) {
            Rule& rule = program.rules[before.situation];
            rule.value = before.value;
            rule.nullable = before.nullable;
            rule.type = before.type;
        }
        unanswered.clear();
        program.truncate(questions_end);
        answers_in_place = answers.empty();
    }

    RulesResult<Done> put_answer(std::string_view rule, Source const& expression) {
        RuleId const situation = program.rules[program.find(rule)].situation;
        RuleId const answer = TRY(extend(program, program.name_of(situation), expression));
        Rule& answered = program.rules[situation];
        unanswered.push_back({situation, answered.value, answered.nullable, answered.type});
        answered.value = program.rules[answer].value;
        answered.nullable = program.rules[answer].nullable;
        answered.type = program.rules[answer].type;
        return Done{};
    }

    RulesResult<Done> put_answers() {
        if (answers_in_place) return Done{};
        take_answers_away();
        for (auto const& [rule, expression] : answers)
            TRY(put_answer(rule, expression));
        answers_in_place = true;
        return Done{};
    }

    /// Answers must be among the possibilities of their rules, where the model is that strict.
    RulesResult<Done> check_answers() {
        if (!program.options.check_possibilities) return Done{};
        machine.forget();
        for (auto const& [name, expression] : answers) {
            RuleId const rule = program.find(name);
            Cell const answer =
                machine.evaluate(program.rules[program.rules[rule].situation].value);
            if (machine.failure()) return *machine.failure();
            if (!machine.allows(rule, answer))
                return situation_error(
                    name,
                    "the answer is none of the possibilities",
                    "choose one of 'une possibilité'"
                );
        }
        return Done{};
    }

    RulesResult<Done> may_answer(std::string_view rule) const {
        auto const id = program.find(rule);
        if (id == none) {
            auto const near = nearest_name(program, rule);
            return situation_error(
                rule,
                "no rule is named so",
                near.empty() ? "check its spelling" : "did you mean '" + near + "'?"
            );
        }
        if (program.rules[id].is_private || program.rules[id].situation == none)
            return situation_error(rule, "the rule is private", "answer a public rule");
        return Done{};
    }

    Outcome outcome_of(Cell const& cell) {
        Outcome outcome;
        outcome.value.kind = static_cast<Value::Kind>(cell.kind);
        outcome.value.boolean = cell.boolean;
        outcome.value.number = cell.number;
        if (cell.is_text()) outcome.value.text = program.text(cell.text);
        outcome.unit_present = has_unit(cell.unit);
        if (outcome.unit_present) outcome.unit = program.units.print(cell.unit);
        outcome.warnings = machine.warnings();
        machine.missing().list(cell.missing, missing_names);
        for (auto const name : missing_names)
            outcome.missing.push_back(program.text(name));
        return outcome;
    }

    std::vector<TextId> missing_names;
};

static_assert(static_cast<int>(Value::Kind::undefined) == static_cast<int>(Cell::Kind::undefined));
static_assert(static_cast<int>(Value::Kind::boolean) == static_cast<int>(Cell::Kind::boolean));
static_assert(static_cast<int>(Value::Kind::text) == static_cast<int>(Cell::Kind::text));

Evaluator::Evaluator(Program const& program, Day today)
    : state_(std::make_unique<State>(program, today)) {}

Evaluator::~Evaluator() = default;

RulesResult<Done> Evaluator::answer(std::string_view rule, std::string_view expression) {
    return answer(rule, text_source(expression));
}

RulesResult<Done> Evaluator::answer(std::string_view rule, Source const& expression) {
    TRY(state_->may_answer(rule));
    TRY(state_->put_answers());
    if (expression.kind == Source::Kind::boolean)
        return situation_error(rule, "true and false are not answers", "write oui or non");

    // Tried before it is kept, so that a bad answer leaves the others as they stand.
    auto const mark = state_->program.mark();
    auto tried = extend(state_->program, std::string(rule) + " . $SITUATION", expression);
    if (!tried.ok()) {
        auto diagnostic = tried.error();
        diagnostic.code = RulesErrorCode::situation;
        if (diagnostic.rule.empty()) diagnostic.rule = rule;
        return diagnostic;
    }
    state_->program.truncate(mark);
    auto& answers = state_->answers;
    auto const known = std::find_if(answers.begin(), answers.end(), [rule](auto const& answer) {
        return answer.first == rule;
    });
    if (known == answers.end()) {
        answers.emplace_back(rule, expression);
        return state_->put_answer(rule, expression);
    }
    known->second = expression;
    state_->take_answers_away();
    return Done{};
}

void Evaluator::forget(std::string_view rule) {
    std::erase_if(state_->answers, [rule](auto const& answer) { return answer.first == rule; });
    state_->take_answers_away();
}

void Evaluator::forget_all() {
    state_->answers.clear();
    state_->take_answers_away();
}

RulesResult<Done> Evaluator::prepare(std::string_view expression) {
    if (state_->questions.contains(expression)) return Done{};
    state_->take_answers_away();
    RuleId const question = TRY(extend(state_->program, question_name, text_source(expression)));
    state_->questions.emplace(expression, state_->program.rules[question].value);
    state_->questions_end = state_->program.mark();
    return Done{};
}

RulesResult<Outcome> Evaluator::evaluate(std::string_view expression) {
    TRY(prepare(expression));
    TRY(state_->put_answers());
    // What an answer replaces, it replaces in questions that are compiled after it.
    if (state_->program.replacement_count != state_->base.replacements)
        return evaluate_anew(text_source(expression));
    TRY(state_->check_answers());
    state_->machine.forget();
    Cell const cell = state_->machine.evaluate(state_->questions.find(expression)->second);
    if (state_->machine.failure()) return *state_->machine.failure();
    return state_->outcome_of(cell);
}

RulesResult<Outcome> Evaluator::evaluate(Source const& expression) {
    if (expression.kind == Source::Kind::text) return evaluate(expression.text);
    return evaluate_anew(expression);
}

RulesResult<Outcome> Evaluator::evaluate_anew(Source const& expression) {
    TRY(state_->put_answers());
    TRY(state_->check_answers());
    auto const mark = state_->program.mark();
    RuleId const question = TRY(extend(state_->program, question_name, expression));
    state_->machine.forget();
    Cell const cell = state_->machine.evaluate(state_->program.rules[question].value);
    auto const outcome = state_->outcome_of(cell);
    auto const failure = state_->machine.failure();
    state_->program.truncate(mark);
    if (failure) return *failure;
    return outcome;
}

} // namespace prevenance
