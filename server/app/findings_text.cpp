#include "server/app/findings_text.h"

#include <algorithm>
#include <map>
#include <vector>

namespace prevenance {

namespace {

using Group = std::vector<Finding const*>;

std::string counted(std::size_t count, std::string const& what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

class Writer {
public:
    Writer(ModelFiles const& files, FindingsStyle style)
        : files_(&files)
        , style_(style) {}

    std::string text;

    void write_groups(std::vector<Finding> const& findings) {
        std::map<FindingCode, Group> groups;
        for (auto const& finding : findings)
            groups[finding.code].push_back(&finding);
        for (auto const severity : {Severity::error, Severity::warning, Severity::note})
            for (auto const& [code, group] : groups)
                if (kind_of(code).severity == severity) write_group(kind_of(code), group);
    }

    void write_counts(std::vector<Finding> const& findings) {
        for (auto const severity : {Severity::error, Severity::warning, Severity::note}) {
            auto const told =
                counted(count_findings(findings, severity), std::string(name_of(severity)));
            text += severity == Severity::error ? told : ", " + told;
        }
        text += '\n';
    }

private:
    std::string painted(std::string_view colour, std::string const& words) const {
        return style_.has_colours ? std::string(colour) + words + "\033[0m" : words;
    }

    static std::string_view colour_of(Severity severity) {
        switch (severity) {
        case Severity::error:
            return "\033[1;31m";
        case Severity::warning:
            return "\033[1;33m";
        case Severity::note:
            break;
        }
        return "\033[1;36m";
    }

    std::size_t shown_max(Severity severity) const {
        if (style_.shows_all || severity == Severity::error) return SIZE_MAX;
        return severity == Severity::warning ? 25 : 5;
    }

    void write_group(FindingKind const& kind, Group const& group) {
        text += painted(
                    colour_of(kind.severity),
                    std::string(name_of(kind.severity)) + ' ' + std::string(kind.name)
                ) +
            "  " + std::string(kind.title) + " (" + std::to_string(group.size()) + ")\n";
        std::size_t places = 0;
        std::size_t shown = 0;
        while (shown < group.size() && places < shown_max(kind.severity)) {
            auto const alike = count_alike(group, shown);
            write_finding(*group[shown], alike - 1);
            shown += alike;
            ++places;
        }
        if (shown < group.size())
            text += "  … and " + std::to_string(group.size() - shown) + " more: --all --only " +
                std::string(kind.name) + '\n';
        text += '\n';
    }

    /// How many findings from there on stand at the same place: copies that `pour chaque` made.
    static std::size_t count_alike(Group const& group, std::size_t first) {
        auto const is_alike = [&](Finding const* other) {
            return other->position.line != 0 && other->position == group[first]->position &&
                other->message == group[first]->message;
        };
        auto last = first + 1;
        while (last < group.size() && is_alike(group[last]))
            ++last;
        return last - first;
    }

    void write_finding(Finding const& finding, std::size_t others) {
        text += "  " + painted("\033[2m", files_->place(finding.position)) + "  " + finding.rule;
        if (others != 0) text += " and " + counted(others, "other");
        text += "\n      " + finding.message + '\n';
        if (!finding.remedy.empty()) text += "      → " + finding.remedy + '\n';
    }

    ModelFiles const* files_;
    FindingsStyle style_;
};

} // namespace

std::string describe_finding(Finding const& finding, ModelFiles const& files) {
    auto text = files.place(finding.position) + ": ";
    if (!finding.rule.empty()) text += finding.rule + ": ";
    text += finding.message;
    return finding.remedy.empty() ? text : text + "; " + finding.remedy;
}

std::string
print_findings(ModelReview const& review, ModelFiles const& files, FindingsStyle style) {
    Writer writer(files, style);
    writer.write_groups(review.findings);
    writer.text += counted(review.rules, "rule") + ": ";
    writer.write_counts(review.findings);
    return std::move(writer.text);
}

std::string print_freshness(
    ModelReview const& review, ModelFiles const& files, Day today, FindingsStyle style
) {
    Writer writer(files, style);
    writer.write_groups(review.findings);
    std::map<Day, std::size_t> coming;
    for (auto const& parameter : review.parameters)
        if (parameter.due && *parameter.due > today) ++coming[*parameter.due];
    for (auto const& [day, count] : coming)
        writer.text += "due " + format_iso_day(day) + ": " + counted(count, "parameter") + '\n';
    auto const overdue =
        std::count_if(review.findings.begin(), review.findings.end(), [](Finding const& finding) {
            return finding.code == FindingCode::overdue;
        });
    writer.text += counted(review.parameters.size(), "parameter") + ": " + std::to_string(overdue) +
        " overdue on " + format_iso_day(today) + '\n';
    return std::move(writer.text);
}

} // namespace prevenance
