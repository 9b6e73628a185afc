#include "core/aids/adviser.h"
#include "core/aids/desk.h"
#include "core/base/text.h"

#include <cmath>
#include <utility>

namespace prevenance {

namespace {

/// Tries other values of one fact, everything else as it was said.
class Trial {
public:
    Trial(Desk& desk, InterviewAnswers answers, std::size_t aid, FactQuestion const& question)
        : desk_(&desk)
        , answers_(std::move(answers))
        , aid_(aid)
        , question_(&question)
        , said_(find_given(answers_, question.fact)->value) {}

    std::vector<Flip> flips() {
        switch (question_->kind) {
        case FactKind::yes_no:
            return granting({said_ == "yes" ? "no" : "yes"});
        case FactKind::choice:
            return granting(other_options());
        case FactKind::whole_number:
        case FactKind::number:
        case FactKind::money:
            return nearest_numbers();
        case FactKind::date:
        case FactKind::dates:
            return {}; // Nobody is born on another day.
        }
        return {};
    }

private:
    std::vector<std::string> other_options() const {
        std::vector<std::string> ids;
        for (auto const& option : question_->options)
            if (option.id != said_) ids.push_back(option.id);
        return ids;
    }

    /// The flip that a value makes, when it grants the aid.
    std::optional<Flip> attempt(std::string const& value) {
        give(answers_, question_->fact, value);
        if (desk_->fit(aid_, answers_).kind != Fit::Kind::fits) return std::nullopt;
        desk_->hear(answers_);
        auto const verdict = desk_->weigh(aid_);
        if (verdict.standing != Standing::granted) return std::nullopt;
        return Flip{question_->fact, value, verdict.amount, verdict.unit};
    }

    std::vector<Flip> granting(std::vector<std::string> const& values) {
        std::vector<Flip> flips;
        for (auto const& value : values)
            if (auto flip = attempt(value)) flips.push_back(*std::move(flip));
        return flips;
    }

    /// Downwards, then upwards: when the bound grants, halves the way back to what was said. The
    /// value told is one that grants, whether or not there is a single threshold.
    std::vector<Flip> nearest_numbers() {
        std::vector<Flip> flips;
        auto const said = parse_decimal(said_).value_or(0);
        auto const low = std::ceil(question_->min.value_or(0));
        auto const high = std::floor(question_->max.value_or(said));
        if (auto flip = halve(low, std::ceil(said))) flips.push_back(*std::move(flip));
        if (auto flip = halve(high, std::floor(said))) flips.push_back(*std::move(flip));
        return flips;
    }

    std::optional<Flip> halve(double granting, double refusing) {
        auto best = granting == refusing ? std::nullopt : attempt(written(granting));
        if (!best) return std::nullopt;
        while (std::abs(granting - refusing) > 1) {
            auto const middle = std::trunc((granting + refusing) / 2);
            auto flip = attempt(written(middle));
            (flip ? granting : refusing) = middle;
            if (flip) best = std::move(flip);
        }
        return best;
    }

    static std::string written(double number) {
        return std::to_string(static_cast<long long>(number));
    }

    Desk* desk_;
    InterviewAnswers answers_;
    std::size_t aid_;
    FactQuestion const* question_;
    std::string said_;
};

} // namespace

std::vector<Flip> Adviser::flips(InterviewAnswers const& answers, Verdict const& verdict) {
    std::vector<Flip> flips;
    if (verdict.standing != Standing::refused || !answers.home) return flips;
    ENSURE(verdict.book < desks_.size());
    auto& desk = *desks_[verdict.book];
    for (auto const& given : answers.facts) {
        auto const* question = desk.question(given.fact);
        if (question == nullptr || !answers_question(*question, given.value)) continue;
        for (auto& flip : Trial(desk, answers, verdict.aid, *question).flips())
            flips.push_back(std::move(flip));
    }
    return flips;
}

} // namespace prevenance
