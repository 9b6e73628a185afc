#include "core/aids/places.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace prevenance {

namespace {

/// Positions are kept in 16 bits, one value standing for none.
constexpr std::uint32_t positions_end = std::numeric_limits<std::uint16_t>::max();

/// The value of a character in base 36; 36 when it has none.
std::uint32_t digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return static_cast<std::uint32_t>(letter - '0');
    if (letter >= 'A' && letter <= 'Z') return static_cast<std::uint32_t>(letter - 'A') + 10;
    return 36;
}

/// `2A004` as a number that sorts as the text does: two digits in base 36, then three in base 10.
std::optional<std::uint32_t> pack_insee_code(std::string_view code) {
    if (code.size() != 5) return std::nullopt;
    std::array<std::uint32_t, 5> digits{};
    for (std::size_t i = 0; i < 5; ++i) {
        digits[i] = digit_of(code[i]);
        if (digits[i] >= (i < 2 ? 36U : 10U)) return std::nullopt;
    }
    auto const head = digits[0] * 36 + digits[1];
    return head * 1000 + digits[2] * 100 + digits[3] * 10 + digits[4];
}

constexpr std::uint32_t packed_code_end = 36 * 36 * 1000;

char letter_of(std::uint32_t digit) {
    return static_cast<char>(digit < 10 ? '0' + digit : 'A' + (digit - 10));
}

std::string unpack_insee_code(std::uint32_t packed) {
    auto const head = packed / 1000;
    auto const tail = packed % 1000;
    return {
        letter_of(head / 36),
        letter_of(head % 36),
        letter_of(tail / 100),
        letter_of(tail / 10 % 10),
        letter_of(tail % 10)};
}

std::string decimal(std::uint32_t number, std::size_t width) {
    auto text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

/// The nine digits of a SIREN from the first eight: the last one makes the Luhn sum a multiple of
/// ten (ISO/IEC 7812-1).
std::string siren_of(std::uint32_t eight_digits) {
    auto text = decimal(eight_digits, 8);
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int const digit = (text[i] - '0') * (i % 2 == 1 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    text += static_cast<char>('0' + (10 - sum % 10) % 10);
    return text;
}

/// Numbers taken one by one from bytes. After the first that is not there, all are 0 and ok() is
/// false: the caller checks once per section.
class Numbers {
public:
    explicit Numbers(std::string_view bytes)
        : bytes_(bytes) {}

    bool ok() const { return ok_; }

    bool at_end() const { return ok_ && bytes_.empty(); }

    void require(bool condition) { ok_ = ok_ && condition; }

    /// A number below `end`.
    std::uint32_t below(std::uint64_t end) {
        auto const value = read();
        if (value >= end) ok_ = false;
        return ok_ ? static_cast<std::uint32_t>(value) : 0;
    }

    /// How many things follow: each takes at least one byte, so no count can ask for more memory
    /// than the file's own size allows.
    std::uint32_t count() { return below(bytes_.size() + std::uint64_t{1}); }

    /// Ascending numbers below `end`, told by their gaps.
    std::vector<std::uint32_t> ascending(std::uint32_t how_many, std::uint32_t end) {
        std::vector<std::uint32_t> values;
        if (how_many > bytes_.size()) ok_ = false;
        for (std::uint32_t i = 0; ok_ && i < how_many; ++i) {
            std::uint64_t const before = i == 0 ? 0 : values.back();
            auto const value = before + below(end);
            if (value >= end || (i > 0 && value == before)) ok_ = false;
            values.push_back(static_cast<std::uint32_t>(value));
        }
        return ok_ ? values : std::vector<std::uint32_t>{};
    }

    /// `before` plus a zigzag difference, when that is below `end`.
    std::uint32_t near(std::uint32_t before, std::uint32_t end) {
        auto const zigzag = static_cast<std::int64_t>(below(std::uint64_t{2} * end));
        auto const value = before + (zigzag % 2 == 0 ? zigzag / 2 : -(zigzag + 1) / 2);
        if (value < 0 || value >= end) ok_ = false;
        return ok_ ? static_cast<std::uint32_t>(value) : 0;
    }

    std::string text() {
        auto const length = below(6);
        if (length > bytes_.size()) ok_ = false;
        if (!ok_) return {};
        std::string value(bytes_.substr(0, length));
        bytes_.remove_prefix(length);
        for (char const letter : value)
            if (digit_of(letter) == 36) ok_ = false;
        return value;
    }

private:
    /// LEB128, at most five bytes.
    std::uint64_t read() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; ok_ && shift < 35; shift += 7) {
            if (bytes_.empty()) break;
            auto const byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) return value;
        }
        ok_ = false;
        return 0;
    }

    std::string_view bytes_;
    bool ok_ = true;
};

/// Postal codes and EPCI of one département, as positions in the lists of all France.
struct Neighbourhood {
    std::vector<std::uint32_t> epci;
    std::vector<std::uint32_t> postal_codes;
    /// Per postal code, the first one standing for none: EPCI met there, 1 + position in `epci`.
    std::vector<std::vector<std::uint32_t>> epci_by_postal_code;
};

} // namespace

std::string_view place_area(std::string_view code) {
    bool const overseas = code.starts_with("97") || code.starts_with("98");
    auto const area = code.substr(0, overseas ? 3 : 2);
    bool const complete = area.size() == (overseas ? 3 : 2);
    auto const is_known = [](char letter) {
        return digit_of(letter) < 36;
    };
    return complete && std::all_of(area.begin(), area.end(), is_known) ? area : std::string_view();
}

/// Fills a Places section by section, in the order of the file.
class PlacesReader {
public:
    explicit PlacesReader(std::string_view bytes)
        : numbers_(bytes) {}

    Result<Places> read() {
        read_counts();
        read_regions();
        read_departements();
        read_lists();
        read_communes();
        read_neighbourhoods();
        read_postal_codes();
        read_epci();
        read_former();
        if (!numbers_.at_end()) return Error{ErrorCode::bad_input, "places: damaged index"};
        index_postal_codes();
        return std::move(places_);
    }

private:
    void read_counts() {
        for (auto* count : {&regions_, &departements_, &epci_, &postal_codes_, &communes_})
            *count = numbers_.below(positions_end);
        former_ = numbers_.count();
    }

    void read_regions() {
        for (std::uint32_t i = 0; numbers_.ok() && i < regions_; ++i)
            places_.regions_.push_back({numbers_.text()});
    }

    void read_departements() {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; numbers_.ok() && i < departements_; ++i) {
            auto code = numbers_.text();
            numbers_.require(code.size() == 2 || code.size() == 3);
            auto const region = numbers_.below(regions_);
            places_.departements_.push_back({std::move(code), static_cast<std::uint16_t>(region)});
            sizes_.push_back(numbers_.count());
            sum += sizes_.back();
        }
        numbers_.require(sum == communes_);
    }

    void read_lists() {
        places_.epci_ = numbers_.ascending(epci_, 100'000'000);
        places_.postal_codes_ = numbers_.ascending(postal_codes_, 100'000);
    }

    void read_communes() {
        for (std::size_t i = 0; numbers_.ok() && i < sizes_.size(); ++i) {
            auto const& code = places_.departements_[i].code;
            std::uint32_t const end = code.size() == 2 ? 1000 : 100;
            for (auto const rest : numbers_.ascending(sizes_[i], end)) {
                auto const packed = pack_insee_code(code + decimal(rest, 5 - code.size()));
                numbers_.require(packed.has_value());
                places_.communes_.push_back({packed.value_or(0), static_cast<std::uint16_t>(i)});
            }
        }
    }

    void read_neighbourhoods() {
        around_.resize(departements_);
        for (auto& here : around_)
            here.epci = numbers_.ascending(numbers_.count(), epci_);
        for (auto& here : around_)
            here.postal_codes = numbers_.ascending(numbers_.count(), postal_codes_);
        for (auto& here : around_) {
            here.epci_by_postal_code.resize(here.postal_codes.size() + 1);
            for (auto& list : here.epci_by_postal_code) {
                auto const how_many = numbers_.count();
                for (std::uint32_t i = 0; numbers_.ok() && i < how_many; ++i)
                    list.push_back(numbers_.below(here.epci.size() + 1));
            }
        }
    }

    void read_postal_codes() {
        for (auto& commune : places_.communes_)
            commune.postal_end = numbers_.count();
        for (auto& commune : places_.communes_) {
            auto const& here = around_[commune.departement].postal_codes;
            auto const how_many = commune.postal_end;
            for (std::uint32_t i = 0; numbers_.ok() && i < how_many; ++i) {
                auto const local = numbers_.below(here.size());
                if (!numbers_.ok()) break;
                local_postal_of_.push_back(local);
                places_.postal_of_.push_back(static_cast<std::uint16_t>(here[local]));
            }
            commune.postal_end = static_cast<std::uint32_t>(places_.postal_of_.size());
        }
    }

    void read_epci() {
        std::uint32_t begin = 0;
        for (auto& commune : places_.communes_) {
            auto const& here = around_[commune.departement];
            bool const served = numbers_.ok() && commune.postal_end > begin;
            auto const& list = here.epci_by_postal_code[served ? local_postal_of_[begin] + 1 : 0];
            auto const rank = numbers_.below(list.size());
            if (!numbers_.ok()) return;
            auto const local = list[rank];
            commune.epci = static_cast<std::uint16_t>(local == 0 ? 0 : here.epci[local - 1] + 1);
            begin = commune.postal_end;
        }
    }

    void read_former() {
        auto const codes = numbers_.ascending(former_, packed_code_end);
        std::uint32_t heir = 0;
        for (auto const code : codes) {
            heir = numbers_.near(heir, communes_);
            places_.former_.push_back({code, heir});
        }
    }

    void index_postal_codes() {
        auto& ends = places_.served_end_;
        ends.assign(postal_codes_, 0);
        for (auto const code : places_.postal_of_)
            ++ends[code];
        std::uint32_t sum = 0;
        for (auto& end : ends) {
            auto const size = end;
            end = sum; // Where the next commune goes; one past the last once all are placed.
            sum += size;
        }
        places_.served_.resize(sum);
        for (std::uint32_t i = 0; i < places_.communes_.size(); ++i)
            for (auto at = places_.postal_begin(i); at < places_.communes_[i].postal_end; ++at)
                places_.served_[ends[places_.postal_of_[at]]++] = i;
    }

    Numbers numbers_;
    Places places_;
    std::uint32_t regions_ = 0;
    std::uint32_t departements_ = 0;
    std::uint32_t epci_ = 0;
    std::uint32_t postal_codes_ = 0;
    std::uint32_t communes_ = 0;
    std::uint32_t former_ = 0;
    std::vector<std::uint32_t> sizes_; ///< Communes per département.
    std::vector<Neighbourhood> around_;
    std::vector<std::uint32_t> local_postal_of_; ///< As postal_of_, within the département.
};

Result<Places> Places::open(std::string_view bytes) {
    constexpr std::string_view mark = "PVP1";
    if (!bytes.starts_with(mark)) return Error{ErrorCode::bad_input, "places: not an index"};
    return PlacesReader(bytes.substr(mark.size())).read();
}

std::uint32_t Places::postal_begin(std::size_t position) const {
    return position == 0 ? 0 : communes_[position - 1].postal_end;
}

Place Places::at(std::size_t position) const {
    ENSURE(position < size());
    auto const& commune = communes_[position];
    auto const& departement = departements_[commune.departement];
    return {
        .commune = unpack_insee_code(commune.code),
        .epci = commune.epci == 0 ? "" : siren_of(epci_[commune.epci - 1U]),
        .departement = departement.code,
        .region = regions_[departement.region].code};
}

std::vector<std::string> Places::postal_codes(std::size_t position) const {
    ENSURE(position < size());
    std::vector<std::string> codes;
    for (auto at = postal_begin(position); at < communes_[position].postal_end; ++at)
        codes.push_back(decimal(postal_codes_[postal_of_[at]], 5));
    return codes;
}

std::vector<Place> Places::find_postal_code(std::string_view postal_code) const {
    auto const number = postal_code.size() == 5 ? parse_whole_number(postal_code) : std::nullopt;
    if (!number) return {};
    auto const found = std::lower_bound(
        postal_codes_.begin(), postal_codes_.end(), static_cast<std::uint32_t>(*number)
    );
    if (found == postal_codes_.end() || *found != *number) return {};
    auto const at = static_cast<std::size_t>(found - postal_codes_.begin());
    std::vector<Place> communes;
    for (auto i = at == 0 ? 0 : served_end_[at - 1]; i < served_end_[at]; ++i)
        communes.push_back(this->at(served_[i]));
    return communes;
}

std::optional<Place> Places::find_commune(std::string_view insee_code) const {
    auto const code = pack_insee_code(insee_code);
    if (!code) return std::nullopt;
    auto const by_code = [](auto const& entry, std::uint32_t wanted) {
        return entry.code < wanted;
    };
    auto const current = std::lower_bound(communes_.begin(), communes_.end(), *code, by_code);
    if (current != communes_.end() && current->code == *code)
        return at(static_cast<std::size_t>(current - communes_.begin()));
    auto const former = std::lower_bound(former_.begin(), former_.end(), *code, by_code);
    if (former != former_.end() && former->code == *code) return at(former->heir);
    return std::nullopt;
}

} // namespace prevenance
