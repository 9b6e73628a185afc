// States that the tests of screens share: one town, one citizen, in known situations.
#pragma once

#include "web/screens/state.h"

#include <string>
#include <vector>

namespace prevenance {

/// A state and the name of the file that keeps its tree.
struct SampleState {
    std::string name;
    State state;
};

/// Dossiers of real procedures in every state, as they stand on `today`: to complete, deposited,
/// examined, accepted by silence, refused, accepted, closed.
std::vector<FollowedDossier> sample_dossiers(Day today);

/// The screens of benefits that explain amounts, assume and estimate. `blank`: a town and a day.
std::vector<SampleState> sample_benefits(State const& blank);

/// Every screen, in each of its situations.
std::vector<SampleState> sample_states();

} // namespace prevenance
