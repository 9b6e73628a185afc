#include "core/base/moment.h"

#include "core/base/date.h"
#include "core/base/text.h"

namespace prevenance {

namespace {

std::string two_digits(long number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

Result<Moment> parse_iso_moment(std::string_view text) {
    auto const complaint = [&] {
        return Error{
            ErrorCode::bad_input,
            "not a moment written YYYY-MM-DDThh:mm:ssZ: '" + std::string(text.substr(0, 40)) + "'"};
    };
    bool const shaped = text.size() == 20 && text[10] == 'T' && text[13] == ':' &&
        text[16] == ':' && text[19] == 'Z';
    if (!shaped) return complaint();
    auto const day = parse_iso_day(text.substr(0, 10));
    auto const hour = parse_whole_number(text.substr(11, 2));
    auto const minute = parse_whole_number(text.substr(14, 2));
    auto const second = parse_whole_number(text.substr(17, 2));
    bool const read = day.ok() && hour && minute && second;
    if (!read || *hour > 23 || *minute > 59 || *second > 59) return complaint();
    return Moment{day.value()} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
        std::chrono::seconds{*second};
}

std::string format_iso_moment(Moment moment) {
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    auto const second = (moment - day).count();
    return format_iso_day(day) + 'T' + two_digits(static_cast<long>(second / 3600)) + ':' +
        two_digits(static_cast<long>(second / 60 % 60)) + ':' +
        two_digits(static_cast<long>(second % 60)) + 'Z';
}

} // namespace prevenance
