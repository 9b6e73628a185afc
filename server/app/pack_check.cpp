// `prevenance pack check`: what can be said against a pack without running it.
#include "core/check/model_check.h"
#include "core/wire/findings_json.h"
#include "server/app/findings_text.h"
#include "server/app/pack_command.h"
#include "server/app/pack_words.h"
#include "server/authoring/junit.h"

#include <algorithm>
#include <array>
#include <iostream>

namespace prevenance {

namespace {

constexpr std::string_view help = R"(usage: prevenance pack check PACK [OPTIONS]

Looks for mistakes in a pack: unknown names and misspelt keys, units that clash, cycles, branches
that can never be taken, gaps and overlaps between brackets, rules that nothing uses, missing
sources and examples, parameters to be checked again. docs/checks.md explains every code.

  PACK          a folder of YAML files, or one .yaml, .json or .js file
  --freshness   only the parameters: which are overdue, which are due next
  --only CODE   only findings of this code; may be given several times
  --all         every finding (otherwise the first of each code)
  --strict      warnings count as errors
  --date DAY    the day that decides what is overdue, YYYY-MM-DD (today)
  --json        print one JSON object instead
  --sarif FILE  write the findings as SARIF 2.1.0 too
  --junit FILE  write them as JUnit XML too, one case for each code

Exit code: 0 without errors, 1 with errors (with --strict: or warnings), 2 on bad words.
)";

constexpr std::array<OptionKind, 8> options{
    {{"freshness", false},
     {"only"},
     {"all", false},
     {"strict", false},
     {"date"},
     {"json", false},
     {"sarif"},
     {"junit"}}};

std::vector<std::string> wanted_codes(PackWords const& words) {
    if (!words.has("freshness")) return words.values("only");
    std::vector<std::string> codes;
    for (auto const code : {FindingCode::overdue, FindingCode::expired, FindingCode::bad_date})
        codes.emplace_back(kind_of(code).name);
    return codes;
}

Status check_codes(std::vector<std::string> const& codes) {
    for (auto const& code : codes) {
        bool known = false;
        for (std::size_t i = 0; i < finding_codes_count; ++i)
            known = known || kind_of(static_cast<FindingCode>(i)).name == code;
        if (!known)
            return Error{
                ErrorCode::bad_input, "no code is named '" + code + "'; docs/checks.md lists them"};
    }
    return Done{};
}

/// A pack that was read, and what was found.
struct CheckedPack {
    ModelFiles files;
    ModelReview review;
};

Result<CheckedPack>
check(PackWords const& words, std::vector<std::string> const& codes, Day today) {
    CheckedPack checked;
    checked.files = TRY(read_model_files(words.paths[0]));
    checked.review = review_model(checked.files.model, checked.files.examples, today);
    if (codes.empty()) return checked;
    std::erase_if(checked.review.findings, [&](Finding const& finding) {
        auto const name = kind_of(finding.code).name;
        return std::find(codes.begin(), codes.end(), name) == codes.end();
    });
    return checked;
}

/// One case for each code; notes are no failure.
std::string junit_of(CheckedPack const& checked, std::string const& suite) {
    std::vector<JunitCase> cases;
    for (std::size_t i = 0; i < finding_codes_count; ++i) {
        auto const& kind = kind_of(static_cast<FindingCode>(i));
        JunitCase item{std::string(kind.name), "prevenance pack check", suite, ""};
        for (auto const& finding : checked.review.findings)
            if (finding.code == static_cast<FindingCode>(i) && kind.severity != Severity::note)
                item.failure += describe_finding(finding, checked.files) + '\n';
        cases.push_back(std::move(item));
    }
    return format_junit(suite, cases);
}

Status write_files(CheckedPack const& checked, PackWords const& words) {
    auto const& review = checked.review;
    if (words.has("sarif"))
        TRY(write_file(words.value("sarif"), format_sarif(review.findings, checked.files.paths)));
    if (words.has("junit"))
        TRY(write_file(words.value("junit"), junit_of(checked, words.paths[0])));
    return Done{};
}

void show(CheckedPack const& checked, PackWords const& words, Day today) {
    FindingsStyle const style{writes_to_terminal(), words.has("all")};
    if (words.has("json"))
        std::cout << format_review(checked.review, checked.files.paths) << '\n';
    else if (words.has("freshness"))
        std::cout << print_freshness(checked.review, checked.files, today, style);
    else
        std::cout << print_findings(checked.review, checked.files, style);
}

ExitCode run(std::span<std::string const> arguments) {
    auto const words = PackWords::parse(arguments, options, 1);
    if (!words.ok()) return refuse_words("pack check", words.error());
    auto const& given = words.value();
    auto const codes = wanted_codes(given);
    auto const known = check_codes(codes);
    if (!known.ok()) return refuse_words("pack check", known.error());
    auto const today = given.day("date");
    if (!today.ok()) return refuse_words("pack check", today.error());
    auto const checked = check(given, codes, today.value());
    if (!checked.ok()) return report_failure("pack check", checked.error());
    show(checked.value(), given, today.value());
    auto const written = write_files(checked.value(), given);
    if (!written.ok()) return report_failure("pack check", written.error());
    auto const& findings = checked.value().review.findings;
    bool const fails = count_findings(findings, Severity::error) != 0 ||
        (given.has("strict") && count_findings(findings, Severity::warning) != 0);
    return fails ? ExitCode::failure : ExitCode::success;
}

} // namespace

Command const pack_check_command{
    "check", "look for mistakes in a pack, and for what is out of date", help, run, {}};

} // namespace prevenance
