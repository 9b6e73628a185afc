// `prevenance pack test`: the examples written in a pack, run and shown.
#include "core/check/example_run.h"
#include "core/wire/check_json.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"
#include "server/authoring/junit.h"

#include <algorithm>
#include <array>
#include <iostream>

namespace prevenance {

namespace {

constexpr std::string_view help = R"(usage: prevenance pack test PACK [OPTIONS]

Runs the examples written in a pack (key `exemples` of a rule, or files `*.exemples.yaml`) and
shows for each what was expected and what came out.

  PACK           a folder of YAML files, or one .yaml or .json file
  --filter TEXT  only the examples whose rule or name holds this text
  --date DAY     the day durations count to in examples without `date`, YYYY-MM-DD (today)
  --quiet        show only what is not as expected, and the count
  --json         print one JSON object instead
  --junit FILE   write the results as JUnit XML too

Exit code: 0 when everything is as expected, 1 when something is not, 2 on bad words.
)";

constexpr std::array<OptionKind, 5> options{
    {{"filter"}, {"date"}, {"quiet", false}, {"json", false}, {"junit"}}};

/// The examples of one pack and what came of them.
struct TestedPack {
    LoadedPack pack;
    Examples examples;
    std::vector<ExampleResult> results;

    bool passed() const {
        return examples.mistakes.empty() &&
            std::all_of(results.begin(), results.end(), [](ExampleResult const& result) {
                   return result.passed();
               });
    }
};

Result<TestedPack> test(PackWords const& words) {
    auto const today = TRY(words.day("date"));
    TestedPack tested;
    tested.pack = TRY(load_pack(words.paths[0]));
    tested.examples = read_examples(tested.pack.files.model, tested.pack.files.examples);
    auto const filter = words.value("filter");
    std::erase_if(tested.examples.all, [&](Example const& example) {
        return title_of(example).find(filter) == std::string::npos;
    });
    ExampleRunner runner(tested.pack.program, today);
    Progress progress("examples", tested.examples.all.size());
    for (auto const& example : tested.examples.all) {
        tested.results.push_back(runner.run(example));
        progress.advance();
    }
    return tested;
}

/// What is wrong, a line each; "" when nothing is.
std::string explain(ExampleResult const& result, ModelFiles const& files) {
    std::string text;
    for (auto const& comparison : result.comparisons) {
        if (comparison.agrees) continue;
        text += files.place(comparison.position) + ": " + comparison.goal + ": expected " +
            comparison.expected + ", got " + comparison.got + '\n';
    }
    if (result.failure) text += describe_with_place(*result.failure, files) + '\n';
    return text;
}

std::string indent(std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        auto const end = lines.find('\n') + 1; // Each line ends in one.
        text += "      " + std::string(lines.substr(0, end));
        lines.remove_prefix(end);
    }
    return text;
}

void show(TestedPack const& tested, bool quiet) {
    auto const& files = tested.pack.files;
    for (auto const& mistake : tested.examples.mistakes)
        std::cout << "FAIL  " << describe_with_place(mistake, files) << '\n';
    std::size_t failed = tested.examples.mistakes.size();
    for (std::size_t i = 0; i < tested.results.size(); ++i) {
        auto const& result = tested.results[i];
        if (!result.passed()) ++failed;
        if (result.passed() && quiet) continue;
        std::cout << (result.passed() ? "ok    " : "FAIL  ") << title_of(tested.examples.all[i]);
        if (result.passed() && result.comparisons.size() == 1)
            std::cout << " = " << result.comparisons[0].got;
        std::cout << '\n' << indent(explain(result, files));
    }
    auto const count = tested.results.size() + tested.examples.mistakes.size();
    std::cout << count << (count == 1 ? " example: " : " examples: ") << count - failed
              << " as expected, " << failed << " not\n";
    if (count == 0)
        std::cout << "write some below a rule, with the key 'exemples' (docs/recipes.md)\n";
}

std::string junit_of(TestedPack const& tested, std::string const& suite) {
    auto const& files = tested.pack.files;
    std::vector<JunitCase> cases;
    for (auto const& mistake : tested.examples.mistakes)
        cases.push_back(
            {"example",
             mistake.rule,
             files.place(mistake.position),
             describe_with_place(mistake, files)}
        );
    for (std::size_t i = 0; i < tested.results.size(); ++i) {
        auto const& example = tested.examples.all[i];
        cases.push_back(
            {example.name.empty() ? files.place(example.position) : example.name,
             example.rule,
             files.place(example.position),
             explain(tested.results[i], files)}
        );
    }
    return format_junit(suite, cases);
}

ExitCode run(std::span<std::string const> arguments) {
    auto const words = PackWords::parse(arguments, options, 1);
    if (!words.ok()) return refuse_words("pack test", words.error());
    auto const& given = words.value();
    auto const tested = test(given);
    if (!tested.ok()) return report_failure("pack test", tested.error());
    auto const& done = tested.value();
    if (given.has("json"))
        std::cout << format_example_results(done.examples, done.results, done.pack.files.paths)
                  << '\n';
    else
        show(done, given.has("quiet"));
    if (given.has("junit")) {
        auto const written = write_file(given.value("junit"), junit_of(done, given.paths[0]));
        if (!written.ok()) return report_failure("pack test", written.error());
    }
    return done.passed() ? ExitCode::success : ExitCode::failure;
}

} // namespace

Command const pack_test_command{"test", "run the examples written in a pack", help, run, {}};

} // namespace prevenance
