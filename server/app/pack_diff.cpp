// `prevenance pack diff`: what changed between two packs, or between two days of one.
#include "core/check/difference.h"
#include "core/wire/difference_json.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <set>

namespace prevenance {

namespace {

constexpr std::string_view help = R"(usage: prevenance pack diff BEFORE AFTER [OPTIONS]
       prevenance pack diff PACK --between DAY..DAY [OPTIONS]

Between two packs: the rules that were added, removed or changed, the parameters whose value
changed, and the examples whose result changed; examples of both packs are run on both.
Between two days of one pack: the parameters that change, and whose amounts change with them.

  --between    the two days: 2026-03-31..2026-04-01
  --date DAY   between two packs: the day durations count to (today)
  --all        also the rules of which only descriptions changed
  --exit-code  end with 1 when something changed
  --json       print one JSON object instead

Exit code: 0, 1 when a pack cannot be read, 2 on bad words.
)";

constexpr std::array<OptionKind, 5> options{
    {{"between"}, {"date"}, {"all", false}, {"exit-code", false}, {"json", false}}};

/// Two sides that are compared; between two days both are the same pack.
struct Sides {
    LoadedPack before;
    LoadedPack after;
    PackDifference difference;
};

/// Examples of the second pack, then those that only the first one has.
std::vector<Example> examples_of_both(ModelFiles const& before, ModelFiles const& after) {
    auto all = read_examples(after.model, after.examples).all;
    std::set<std::string> titles;
    for (auto const& example : all)
        titles.insert(title_of(example));
    for (auto& example : read_examples(before.model, before.examples).all) {
        if (titles.contains(title_of(example))) continue;
        example.position = {}; // Not in a file of the second pack.
        all.push_back(std::move(example));
    }
    return all;
}

void compare_all_examples(
    std::vector<Example> const& examples,
    ExampleRun const& before,
    ExampleRun const& after,
    PackDifference& difference
) {
    Progress progress("examples", examples.size());
    difference.examples =
        compare_examples(examples, before, after, [&progress] { progress.advance(); });
    difference.examples_run = examples.size();
}

Result<Sides> compare_packs(PackWords const& words) {
    auto const today = TRY(words.day("date"));
    Sides sides;
    sides.before = TRY(load_pack(words.paths[0]));
    sides.after = TRY(load_pack(words.paths[1]));
    auto& difference = sides.difference;
    difference.rules = compare_rules(sides.before.files.model, sides.after.files.model);
    difference.parameters =
        compare_parameters({sides.before.program, today}, {sides.after.program, today});
    ExampleRunner before(sides.before.program, today);
    ExampleRunner after(sides.after.program, today);
    compare_all_examples(
        examples_of_both(sides.before.files, sides.after.files),
        [&](Example const& example) { return before.run(example); },
        [&](Example const& example) { return after.run(example); },
        difference
    );
    return sides;
}

/// `2026-03-31..2026-04-01`.
Result<std::pair<Day, Day>> read_days(std::string const& text) {
    auto const dots = text.find("..");
    if (dots == std::string::npos)
        return Error{ErrorCode::bad_input, "write two days: --between 2026-03-31..2026-04-01"};
    auto const first = TRY(parse_iso_day(text.substr(0, dots)));
    auto const second = TRY(parse_iso_day(text.substr(dots + 2)));
    return std::pair(first, second);
}

Result<Sides> compare_days(PackWords const& words) {
    auto const days = TRY(read_days(words.value("between")));
    auto const first = days.first;
    auto const second = days.second;
    Sides sides;
    sides.after = TRY(load_pack(words.paths[0]));
    auto const& program = sides.after.program;
    sides.difference.parameters = compare_parameters({program, first}, {program, second});
    ExampleRunner runner(program, first);
    compare_all_examples(
        read_examples(sides.after.files.model, sides.after.files.examples).all,
        [&](Example const& example) { return runner.run_on(example, first); },
        [&](Example const& example) { return runner.run_on(example, second); },
        sides.difference
    );
    return sides;
}

std::string counted(std::size_t count, std::string const& what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

std::string join(std::vector<std::string> const& keys) {
    std::string text;
    for (auto const& key : keys)
        if (!key.empty()) text += (text.empty() ? "  " : ", ") + key;
    return text;
}

void show_rules(Sides const& sides, bool all) {
    using Kind = RuleChange::Kind;
    for (auto const& change : sides.difference.rules) {
        if (change.kind == Kind::description && !all) continue;
        bool const gone = change.kind == Kind::removed;
        auto const& files = gone ? sides.before.files : sides.after.files;
        char const mark = gone ? '-' : change.kind == Kind::added ? '+' : '~';
        std::cout << mark << ' ' << change.rule << join(change.keys) << "  ("
                  << files.place(gone ? change.before : change.after) << ")\n";
    }
}

void show_values(std::string_view title, std::vector<ValueChange> const& changes) {
    if (!changes.empty()) std::cout << title << '\n';
    for (auto const& change : changes)
        std::cout << "  " << change.subject << ": " << change.before << " → " << change.after
                  << '\n';
}

std::size_t count_rules(PackDifference const& difference, RuleChange::Kind kind) {
    auto const& rules = difference.rules;
    return static_cast<std::size_t>(std::count_if(
        rules.begin(), rules.end(), [kind](RuleChange const& change) { return change.kind == kind; }
    ));
}

void show(Sides const& sides, bool has_rules, bool all) {
    using Kind = RuleChange::Kind;
    auto const& difference = sides.difference;
    show_rules(sides, all);
    show_values("parameters", difference.parameters);
    show_values("examples", difference.examples);
    if (has_rules)
        std::cout << counted(count_rules(difference, Kind::added), "rule") << " added, "
                  << count_rules(difference, Kind::removed) << " removed, "
                  << count_rules(difference, Kind::formula) << " changed, "
                  << count_rules(difference, Kind::description) << " described anew; ";
    std::cout << counted(difference.parameters.size(), "parameter") << " changed; "
              << counted(difference.examples.size(), "result") << " changed in "
              << counted(difference.examples_run, "example") << '\n';
}

ExitCode run(std::span<std::string const> arguments) {
    bool const by_day =
        std::any_of(arguments.begin(), arguments.end(), [](std::string const& word) {
            return word.starts_with("--between");
        });
    auto const words = PackWords::parse(arguments, options, by_day ? 1 : 2);
    if (!words.ok()) return refuse_words("pack diff", words.error());
    auto const& given = words.value();
    auto const sides = by_day ? compare_days(given) : compare_packs(given);
    if (!sides.ok()) return report_failure("pack diff", sides.error());
    auto const& found = sides.value();
    if (given.has("json"))
        std::cout << format_difference(
                         found.difference, found.before.files.paths, found.after.files.paths
                     )
                  << '\n';
    else
        show(found, !by_day, given.has("all"));
    bool const differs = given.has("exit-code") && !found.difference.is_empty();
    return differs ? ExitCode::failure : ExitCode::success;
}

} // namespace

Command const pack_diff_command{
    "diff", "what changed between two packs, or between two days", help, run, {}};

} // namespace prevenance
