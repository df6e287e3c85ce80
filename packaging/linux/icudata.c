/* An empty ICU data library in the place of the 31 MB that come with Qt's wheel: a package of no entries, as ICU looks for it.

   Qt asks ICU for collation and for character sets other than Unicode and Latin-1. The program sorts by keys of its own and reads
   sheets by Python's codecs; letters' properties are in libicuuc itself. VERSION is set by whoever compiles it. */
#include <stdint.h>

#define NAME_(version) icudt##version##_dat
#define NAME(version) NAME_(version)

const struct {
    uint16_t header_size;
    uint8_t magic[2];
    uint16_t info_size, info_reserved;
    uint8_t big_endian, charset_family, char_size, reserved_byte, format[4], format_version[4], data_version[4], padding[8];
    uint32_t count, reserved, nothing[4];
} NAME(VERSION) = {
    32, {0xda, 0x27}, 20, 0, 0, 0, 2, 0, {'T', 'o', 'C', 'P'}, {1}, {0}, {0}, 0, 0, {0},
};
