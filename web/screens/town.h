// The authority whose page this is.
#pragma once

#include <string>

namespace prevenance {

struct Town {
    std::string name;            ///< "Ville de Belleville": as it signs.
    std::string publisher;       ///< Legal name and address of the publisher.
    std::string director;        ///< Who answers for what is published.
    std::string host;            ///< Who hosts the pages: name and address.
    std::string contact;         ///< An e-mail address.
    std::string phone;           ///< As printed: "02 00 00 00 00".
    std::string data_protection; ///< E-mail of the data protection officer.
    std::string logo;            ///< Path of the picture; "" when there is none.
};

} // namespace prevenance
