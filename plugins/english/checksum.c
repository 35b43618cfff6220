#include "checksum.h"

/* Eight tables take eight bytes a step. M. E. Kounavis, F. L. Berry, "A systematic approach to building high
 * performance software-based CRC generators", ISCC 2005. */
#define SLICES 8

/* slices[n][b] is what the byte b does to the checksum when n more bytes come behind it. */
static void fill(uint32_t slices[SLICES][256])
{
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t sum = byte;
    for (int bit = 0; bit < 8; bit++)
      sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
    slices[0][byte] = sum;
  }
  for (int slice = 1; slice < SLICES; slice++)
    for (uint32_t byte = 0; byte < 256; byte++)
      slices[slice][byte] = slices[slice - 1][byte] >> 8 ^ slices[0][slices[slice - 1][byte] & 0xFF];
}

uint32_t checksum_crc32(const unsigned char *bytes, size_t length)
{
  uint32_t slices[SLICES][256];
  fill(slices);
  uint32_t sum = 0xFFFFFFFFu;
  for (; length >= SLICES; length -= SLICES, bytes += SLICES) {
    const unsigned char first[4] = {(unsigned char)(bytes[0] ^ sum), (unsigned char)(bytes[1] ^ sum >> 8),
                                    (unsigned char)(bytes[2] ^ sum >> 16), (unsigned char)(bytes[3] ^ sum >> 24)};
    sum = slices[7][first[0]] ^ slices[6][first[1]] ^ slices[5][first[2]] ^ slices[4][first[3]] ^ slices[3][bytes[4]] ^
          slices[2][bytes[5]] ^ slices[1][bytes[6]] ^ slices[0][bytes[7]];
  }
  for (; length > 0; length--, bytes++)
    sum = sum >> 8 ^ slices[0][(sum ^ *bytes) & 0xFF];
  return ~sum;
}
