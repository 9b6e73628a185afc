#include "server/app/eval_command.h"

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/eval/evaluator.h"
#include "core/eval/explanation.h"
#include "core/rules/compile.h"
#include "core/rules/image.h"
#include "core/wire/evaluation_json.h"
#include "server/app/explanation_text.h"
#include "server/authoring/model_file.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace prevenance {

namespace {

constexpr std::string_view help =
    R"(usage: prevenance eval --cases FILE|- [--model NAME=PATH]... [--date DAY] [--threads N]
       prevenance eval --model PATH --goal RULE [--goal ...] [--set 'rule=value']... [--date ...]
                       [--explain [--everything]] [--json]

With --cases: reads one JSON object a line, from a file or from standard input (-):
  {"id": any, "model": "NAME" or "rules": {..}, "situation": {rule: value}, "goals": ["..", ..]}
and answers one line each, in the same order:
  {"id":.., "results":[{"goal":.., "value":.., "unit":.., "missing":[..]}]}
  {"id":.., "error":{"code":.., "message":.., "rule":..}}
With "rules", "options" may hold those of the npm engine (flag, strict, inversionMaxIterations).
A bad case gets an error and never stops the run. "undefined" stands for what the missing facts
would decide, null for what does not apply.

With --goal: the same for one person, readable.

  --model    a .json or .yaml file, a folder of YAML files, or a .bin file of `pack build --image`
  --set      an answer, as Publicodes writes it: --set "vélo . prix=900 €" --set "type='cargo'"
  --date     the day durations count to, YYYY-MM-DD (default: today)
  --explain  the rules that decided, with their values and sources, below each goal
  --everything  with --explain: whatever was evaluated, not only what decided
  --json     only JSON: one line as --cases answers; with --explain, a line for each goal
  --threads  how many cases are evaluated at once (default: 1)

Exit code: 0 when every line got an answer, 1 when a model or file cannot be read, 2 on bad words.
)";

struct Options {
    std::string cases;
    std::map<std::string, std::string> models;
    std::vector<std::string> goals;
    std::vector<std::pair<std::string, std::string>> answers;
    Day today;
    std::size_t threads = 1;
    bool explain = false;
    bool everything = false;
    bool json = false;
};

Error usage_error(std::string const& message) {
    return {ErrorCode::bad_input, message + " (see prevenance eval --help)"};
}

Day today_in_utc() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

/// True when the word is an option without a value.
bool read_flag(Options& options, std::string const& word) {
    auto* const flag = word == "--explain" ? &options.explain
        : word == "--everything"           ? &options.everything
        : word == "--json"                 ? &options.json
                                           : nullptr;
    if (flag != nullptr) *flag = true;
    return flag != nullptr;
}

Status read_option(Options& options, std::string const& word, std::string const& value) {
    auto const equals = value.find('=');
    if (word == "--cases") {
        options.cases = value;
    } else if (word == "--goal") {
        options.goals.push_back(value);
    } else if (word == "--model") {
        bool const named = equals != std::string::npos;
        options.models[named ? value.substr(0, equals) : ""] =
            named ? value.substr(equals + 1) : value;
    } else if (word == "--set") {
        if (equals == std::string::npos) return usage_error("--set needs 'rule=value'");
        options.answers.emplace_back(value.substr(0, equals), value.substr(equals + 1));
    } else if (word == "--date") {
        options.today = TRY(parse_iso_day(value));
    } else if (word == "--threads") {
        auto const threads = parse_whole_number(value).value_or(0);
        if (threads < 1 || threads > 256) return usage_error("--threads goes from 1 to 256");
        options.threads = static_cast<std::size_t>(threads);
    } else {
        return usage_error("no option is named '" + word + "'");
    }
    return Done{};
}

Result<Options> read_options(std::span<std::string const> words) {
    Options options;
    options.today = today_in_utc();
    for (std::size_t i = 0; i < words.size(); i += 2) {
        if (read_flag(options, words[i])) {
            --i; // It has no value.
            continue;
        }
        if (i + 1 == words.size()) return usage_error("'" + words[i] + "' needs a value");
        TRY(read_option(options, words[i], words[i + 1]));
    }
    if (options.cases.empty() && options.goals.empty())
        return usage_error("give --cases or --goal");
    if (options.cases.empty() && options.models.size() != 1) return usage_error("give one --model");
    return options;
}

/// A model, or rules that `prevenance pack build --image` compiled.
Result<Program> load_program(std::string const& path) {
    if (path.ends_with(".bin")) {
        std::ifstream file(path, std::ios::binary);
        if (!file) return Error{ErrorCode::not_found, path + ": no such file"};
        auto program = read_image(std::string(std::istreambuf_iterator<char>(file), {}));
        if (program.ok()) return program;
        return Error{ErrorCode::bad_input, path + ": " + program.error().message};
    }
    auto const model = TRY(read_model_file(path));
    auto compiled = compile(model);
    if (compiled.ok()) return std::move(compiled).value();
    return Error{ErrorCode::bad_input, path + ": " + describe(compiled.error())};
}

using Programs = std::map<std::string, Program>;

/// Evaluates cases one after the other, keeping an evaluator for each model.
class CaseRunner {
public:
    CaseRunner(Programs const& programs, Day today)
        : programs_(&programs)
        , today_(today) {}

    std::string run(std::string const& line) {
        auto const read = parse_evaluation_case(line);
        if (!read.ok()) {
            Diagnostic diagnostic;
            diagnostic.message = read.error().message;
            return format_evaluation_error({}, diagnostic);
        }
        auto const& item = read.value();
        if (!item.rules) return run_on_model(item);
        auto const program = compile(*item.rules, item.options);
        if (!program.ok()) return format_evaluation_error(item.id, program.error());
        Evaluator evaluator(program.value(), today_);
        return answer(evaluator, item);
    }

private:
    std::string run_on_model(EvaluationCase const& item) {
        auto const program = programs_->find(item.model);
        if (program == programs_->end()) {
            Diagnostic diagnostic;
            diagnostic.code = RulesErrorCode::unknown_rule;
            diagnostic.message = "no model is named '" + item.model + "'";
            diagnostic.remedy = "give it with --model " + item.model + "=PATH";
            return format_evaluation_error(item.id, diagnostic);
        }
        auto& evaluator = evaluators_[item.model];
        if (!evaluator) evaluator = std::make_unique<Evaluator>(program->second, today_);
        evaluator->forget_all();
        return answer(*evaluator, item);
    }

    static std::string answer(Evaluator& evaluator, EvaluationCase const& item) {
        for (std::size_t i = 0; i < item.situation.keys.size(); ++i) {
            auto const taken = evaluator.answer(item.situation.keys[i], item.situation.items[i]);
            if (!taken.ok()) return format_evaluation_error(item.id, taken.error());
        }
        std::vector<Outcome> outcomes;
        for (auto const& goal : item.goals) {
            auto outcome = evaluator.evaluate(goal);
            if (!outcome.ok()) return format_evaluation_error(item.id, outcome.error());
            outcomes.push_back(std::move(outcome).value());
        }
        return format_evaluation_answer(item.id, item.goals, outcomes);
    }

    Programs const* programs_;
    Day today_;
    std::map<std::string, std::unique_ptr<Evaluator>> evaluators_;
};

/// Reads lines, has them answered by several threads, and writes the answers in their order.
void run_lines(std::istream& input, Programs const& programs, Options const& options) {
    constexpr std::size_t lines_per_round = 256;
    std::deque<CaseRunner> runners;
    for (std::size_t i = 0; i < options.threads; ++i)
        runners.emplace_back(programs, options.today);
    std::vector<std::string> lines;
    std::string line;
    for (bool more = true; more;) {
        lines.clear();
        while (lines.size() < lines_per_round && (more = bool(std::getline(input, line))))
            if (!line.empty()) lines.push_back(line);
        std::atomic<std::size_t> next = 0;
        auto const work = [&](CaseRunner& runner) {
            for (std::size_t i = next++; i < lines.size(); i = next++)
                lines[i] = runner.run(lines[i]);
        };
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < runners.size(); ++i)
            threads.emplace_back(work, std::ref(runners[i]));
        work(runners[0]);
        for (auto& thread : threads)
            thread.join();
        for (auto const& answer : lines)
            std::cout << answer << '\n';
        std::cout.flush();
    }
}

Status run_cases(Options const& options) {
    Programs programs;
    for (auto const& [name, path] : options.models)
        programs.emplace(name, TRY(load_program(path)));
    if (options.cases == "-") {
        run_lines(std::cin, programs, options);
        return Done{};
    }
    std::ifstream file(options.cases);
    if (!file) return Error{ErrorCode::not_found, options.cases + ": no such file"};
    run_lines(file, programs, options);
    return Done{};
}

Status explain_goal(Evaluator& evaluator, std::string const& goal, Options const& options) {
    auto const scope =
        options.everything ? ExplanationScope::everything : ExplanationScope::decisive;
    auto const explanation = evaluator.explain(goal, scope);
    if (!explanation.ok()) return Error{ErrorCode::bad_input, describe(explanation.error())};
    std::cout << (options.json ? format_explanation(explanation.value())
                               : print_explanation(explanation.value()))
              << '\n';
    return Done{};
}

void show_outcome(std::string const& goal, Outcome const& outcome) {
    std::cout << goal << " = " << readable(outcome.value, outcome.unit) << '\n';
    for (auto const& name : outcome.missing)
        std::cout << "  manque : " << name << '\n';
}

std::vector<Source> as_sources(std::vector<std::string> const& texts) {
    std::vector<Source> sources(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        sources[i].kind = Source::Kind::text;
        sources[i].text = texts[i];
    }
    return sources;
}

Status run_person(Options const& options) {
    auto const program = TRY(load_program(options.models.begin()->second));
    Evaluator evaluator(program, options.today);
    auto const as_error = [](Diagnostic const& diagnostic) {
        return Error{ErrorCode::bad_input, describe(diagnostic)};
    };
    for (auto const& [rule, value] : options.answers) {
        auto const taken = evaluator.answer(rule, value);
        if (!taken.ok()) return as_error(taken.error());
    }
    std::vector<Outcome> outcomes;
    for (auto const& goal : options.goals) {
        auto outcome = evaluator.evaluate(goal);
        if (!outcome.ok()) return as_error(outcome.error());
        outcomes.push_back(std::move(outcome).value());
        for (auto const& warning : outcomes.back().warnings)
            std::cerr << "attention : " << describe(warning) << '\n';
        if (options.explain)
            TRY(explain_goal(evaluator, goal, options));
        else if (!options.json)
            show_outcome(goal, outcomes.back());
    }
    if (options.json && !options.explain)
        std::cout << format_evaluation_answer({}, as_sources(options.goals), outcomes) << '\n';
    return Done{};
}

ExitCode run(std::span<std::string const> words) {
    auto const options = read_options(words);
    if (!options.ok()) {
        std::cerr << "prevenance eval: " << options.error().message << '\n';
        return ExitCode::usage;
    }
    auto const& read = options.value();
    auto const done = read.cases.empty() ? run_person(read) : run_cases(read);
    if (done.ok()) return ExitCode::success;
    std::cerr << "prevenance eval: " << done.error().message << '\n';
    return ExitCode::failure;
}

} // namespace

Command const eval_command{
    "eval", "evaluate rules for one person or for a file of cases", help, run};

} // namespace prevenance
