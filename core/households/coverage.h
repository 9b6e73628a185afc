// What of a family a pack cannot take into account: told before anything is evaluated.
#pragma once

#include "core/households/household.h"
#include "core/households/mapping.h"
#include "core/households/situation_index.h"

#include <optional>
#include <string>
#include <string_view>

namespace prevenance {

/// Why a null stays null.
struct Complaint {
    std::string_view code;
    std::string message;
    std::string remedy;
};

class Coverage {
public:
    /// `mapping` must outlive this object.
    explicit Coverage(HouseholdMapping const& mapping)
        : mapping_(&mapping) {}

    /// Why nothing can be said of that family for that month: too many people, an income without
    /// the one it goes with, a variable that nothing reads.
    std::optional<Complaint>
    refusal(SituationIndex& situation, Family const& family, Month month) const;

private:
    std::optional<Complaint>
    check_companions(SituationIndex& situation, Family const& family, Month month) const;
    std::optional<Complaint>
    check_companions_of(SituationIndex& situation, Member const& member, Month month) const;
    std::optional<Complaint>
    check_read(SituationIndex const& situation, Family const& family, Month month) const;

    HouseholdMapping const* mapping_;
};

} // namespace prevenance
