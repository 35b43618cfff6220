/* checksum - CRC-32 as ISO-HDLC has it, and with it zlib's crc32, gzip and PNG. */
#ifndef ENGLISH_CHECKSUM_H
#define ENGLISH_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/** The checksum of `length` bytes: reflected polynomial 0xEDB88320, all ones before and behind. "123456789" gives
 *  0xCBF43926. */
uint32_t checksum_crc32(const unsigned char *bytes, size_t length);

#endif
