#include "core/rules/collation.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace prevenance {

namespace {

/// Base letters of U+00C0 to U+017F, two bytes each: the letter, then the sign above or below it.
/// Signs: ' acute, ` grave, u breve, ^ circumflex, v caron, o ring, : diaeresis, = double acute,
/// ~ tilde, . dot, , cedilla, ; ogonek, - macron, / stroke, ! a letter of its own.
constexpr std::string_view latin_letters =
    "A`A'A^A~A:AoE!C,E`E'E^E:I`I'I^I:D!N~O`O'O^O~O:x!O/U`U'U^U:Y'T!s!a`a'a^a~a:aoe!c,e`e'e^e:i`i'"
    "i^i:d!n~o`o'o^o~o:x!o/u`u'u^u:y't!y:A-a-AuauA;a;C'c'C^c^C.c.CvcvDvdvD/d/E-e-EueuE.e.E;e;EvevG^"
    "g^GuguG.g.G,g,H^h^H/h/I~i~I-i-IuiuI;i;I.i!I!i!J^j^K,k,k!L'l'L,l,LvlvL!l!L/l/N'n'N,n,Nvnvn!N!n!"
    "O-o-OuouO=o=O!o!R'r'R,r,RvrvS's'S^s^S,s,SvsvT,t,TvtvT/t/U~u~U-u-UuuuUouoU=u=U;u;W^w^Y^y^Y:Z'z'"
    "Z.z.Zvzvs!";
static_assert(latin_letters.size() == (0x180UL - 0xC0UL) * 2);

struct Weight {
    int primary;
    int secondary;
    int tertiary;
};

int accent_weight(char sign) {
    constexpr std::string_view order = "'`u^vo:=~.,;-/!";
    auto const at = order.find(sign);
    return at == std::string_view::npos ? 0 : static_cast<int>(at) + 1;
}

/// Blanks, then signs in the order of the root collation, then digits, then letters.
int primary_of_ascii(char letter) {
    constexpr std::string_view signs = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    if (letter >= '0' && letter <= '9') return 100 + (letter - '0');
    if (letter >= 'a' && letter <= 'z') return 200 + (letter - 'a');
    if (letter >= 'A' && letter <= 'Z') return 200 + (letter - 'A');
    auto const at = signs.find(letter);
    return at == std::string_view::npos ? 90 : static_cast<int>(at) + 1;
}

Weight weigh_ascii(char letter, char sign) {
    bool const upper = letter >= 'A' && letter <= 'Z';
    return {primary_of_ascii(letter), accent_weight(sign), upper ? 1 : 0};
}

/// Letters that sort as two: œ as oe, æ as ae.
void weigh(std::vector<Weight>& weights, unsigned code) {
    if (code < 0x80) {
        weights.push_back(weigh_ascii(static_cast<char>(code), 0));
    } else if (code == 0xE6 || code == 0xC6 || code == 0x153 || code == 0x152) {
        bool const upper = code == 0xC6 || code == 0x152;
        bool const is_a = code == 0xE6 || code == 0xC6;
        weights.push_back({200 + ((is_a ? 'a' : 'o') - 'a'), 20, upper ? 1 : 0});
        weights.push_back({200 + ('e' - 'a'), 20, upper ? 1 : 0});
    } else if (code >= 0xC0 && code < 0x180) {
        auto const at = static_cast<std::size_t>(code - 0xC0) * 2;
        weights.push_back(weigh_ascii(latin_letters[at], latin_letters[at + 1]));
    } else {
        weights.push_back({code == 0xA0 || code == 0x202F ? 1 : 95, static_cast<int>(code), 0});
    }
}

std::vector<Weight> weigh(std::string_view text) {
    std::vector<Weight> weights;
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = [&](std::size_t i) {
            return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
        };
        unsigned const lead = byte(0);
        if (lead < 0x80) {
            weigh(weights, lead);
            at += 1;
        } else if (lead < 0xE0) {
            weigh(weights, (lead & 0x1FU) << 6U | (byte(1) & 0x3FU));
            at += 2;
        } else {
            weigh(weights, (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
            at += 3;
        }
    }
    return weights;
}

int compare_level(
    std::vector<Weight> const& left, std::vector<Weight> const& right, int Weight::*level
) {
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i)
        if (left[i].*level != right[i].*level) return left[i].*level - right[i].*level;
    return static_cast<int>(left.size()) - static_cast<int>(right.size());
}

} // namespace

int compare_french(std::string_view left, std::string_view right) {
    auto const left_weights = weigh(left);
    auto const right_weights = weigh(right);
    for (auto const level : {&Weight::primary, &Weight::secondary, &Weight::tertiary}) {
        int const order = compare_level(left_weights, right_weights, level);
        if (order != 0) return order;
    }
    return 0;
}

} // namespace prevenance
