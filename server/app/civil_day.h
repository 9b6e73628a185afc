// Which day it is where the authority is, whatever the machine's own settings say.
#pragma once

#include "core/base/date.h"
#include "core/base/moment.h"

namespace prevenance {

/// The civil day of `moment` in metropolitan France: UTC+1, and UTC+2 from the last Sunday of March
/// to the last Sunday of October, both at 01:00 UTC.
///
/// Source: directive 2000/84/CE, articles 2 and 3; arrêté du 3 avril 2001 on the hour in law.
Day civil_day_in_france(Moment moment);

} // namespace prevenance
