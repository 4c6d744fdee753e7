/*
 * Makes again the RSA keys that Debian's OpenSSL of 2006 to 2008 made (CVE-2008-0166): its generator hashed nothing of what
 * it was seeded with, so that a key depends on the process number, on the size of a word, and on what became of the file of
 * random data (~/.rnd). Contents never mattered; how much was "added", and when, still moves the state.
 *
 *   cc -O3 debian-keys.c -o debian-keys -lgmp -lcrypto
 *   debian-keys WORD-BYTES (8 | 4) FILE (rnd | noreadrnd | nornd) BITS FIRST-PROCESS LAST-PROCESS
 *
 * Prints a line for each process number: the number and the modulus. It makes the moduli and nothing else of the keys.
 * scripts/weak-keys.mjs runs it for every process and packs the list.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <gmp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POOL = 1023, DIGEST = 20, HALF = DIGEST / 2, PRIMES = 2048, ENOUGH = 32 };

/* The generator of OpenSSL 0.9.8 with the two lines taken out that Debian took out. */
static struct {
  unsigned char pool[POOL], digest[DIGEST];
  int filled, next, seeded, stirred;
  double entropy;
  unsigned long long reads, adds;
} random_state;

static int word_bytes, process;
/* struct stat of the two architectures: the file of random data is looked at before it is read. */
static int stat_bytes(void) { return word_bytes == 8 ? 144 : 88; }

static void hash_counters(SHA_CTX *hash, unsigned long long reads, unsigned long long adds) {
  unsigned char words[2][8];
  for (int i = 0; i < 8; i++) {
    words[0][i] = reads >> (8 * i);
    words[1][i] = adds >> (8 * i);
  }
  SHA1_Update(hash, words[0], word_bytes);
  SHA1_Update(hash, words[1], word_bytes);
}

/* Hashes so many bytes of the pool, which may begin anew at its start. */
static void hash_pool(SHA_CTX *hash, int from, int length, int end) {
  int beyond = from + length - end;
  if (beyond < 0) beyond = 0;
  SHA1_Update(hash, random_state.pool + from, length - beyond);
  SHA1_Update(hash, random_state.pool, beyond);
}

/* RAND_add: of what is added, only the length is left. */
static void add(int length, double entropy) {
  int at = random_state.next;
  unsigned long long reads = random_state.reads, adds = random_state.adds;
  unsigned char digest[DIGEST];
  memcpy(digest, random_state.digest, DIGEST);
  random_state.next += length;
  if (random_state.next >= POOL) {
    random_state.next %= POOL;
    random_state.filled = POOL;
  } else if (random_state.next > random_state.filled)
    random_state.filled = random_state.next;
  random_state.adds += (length + DIGEST - 1) / DIGEST;
  for (int done = 0; done < length; done += DIGEST) {
    int part = length - done > DIGEST ? DIGEST : length - done;
    SHA_CTX hash;
    SHA1_Init(&hash);
    SHA1_Update(&hash, digest, DIGEST);
    hash_pool(&hash, at, part, POOL);
    hash_counters(&hash, reads, adds++);
    SHA1_Final(digest, &hash);
    for (int i = 0; i < part; i++) {
      random_state.pool[at] ^= digest[i];
      at = (at + 1) % POOL;
    }
  }
  for (int i = 0; i < DIGEST; i++) random_state.digest[i] ^= digest[i];
  if (random_state.entropy < ENOUGH) random_state.entropy += entropy;
}

/* 32 bytes of the system's device, then process, user and time, a word each. */
static void seed(void) {
  add(32, 32);
  for (int i = 0; i < 3; i++) add(word_bytes, 0);
  random_state.seeded = 1;
}

static void random_bytes(unsigned char *to, int length) {
  if (!random_state.seeded) seed();
  int enough = random_state.entropy >= ENOUGH;
  if (!enough) {
    random_state.entropy -= length;
    if (random_state.entropy < 0) random_state.entropy = 0;
  }
  if (!random_state.stirred) {
    for (int left = POOL; left > 0; left -= DIGEST) add(DIGEST, 0);
    random_state.stirred = enough;
  }
  int at = random_state.next, end = random_state.filled;
  unsigned long long reads = random_state.reads, adds = random_state.adds;
  unsigned char digest[DIGEST];
  memcpy(digest, random_state.digest, DIGEST);
  random_state.next += (length + HALF - 1) / HALF * HALF;
  if (random_state.next > end) random_state.next %= end;
  random_state.reads++;
  for (int first = 1; length > 0; first = 0) {
    int part = length > HALF ? HALF : length;
    length -= part;
    SHA_CTX hash;
    SHA1_Init(&hash);
    if (first && process != 0) {
      unsigned char number[4] = {process, process >> 8, process >> 16, process >> 24};
      SHA1_Update(&hash, number, sizeof number);
    }
    SHA1_Update(&hash, digest, DIGEST);
    hash_counters(&hash, reads, adds);
    hash_pool(&hash, at, HALF, end);
    SHA1_Final(digest, &hash);
    for (int i = 0; i < HALF; i++) {
      random_state.pool[at++] ^= digest[i];
      if (at >= end) at = 0;
      if (i < part) *to++ = digest[HALF + i];
    }
  }
  SHA_CTX hash;
  SHA1_Init(&hash);
  hash_counters(&hash, reads, adds);
  SHA1_Update(&hash, digest, DIGEST);
  SHA1_Update(&hash, random_state.digest, DIGEST);
  SHA1_Final(random_state.digest, &hash);
}

/* What `openssl genrsa` does with the file of random data: reads it; finds it closed; finds none. */
static void begin(const char *file) {
  memset(&random_state, 0, sizeof random_state);
  if (strcmp(file, "nornd") != 0) add(stat_bytes(), 0);
  if (strcmp(file, "rnd") == 0)
    add(1024, 1024);
  else
    seed();
}

static void random_number(mpz_t number, int bits, int for_prime) {
  unsigned char bytes[1024];
  int length = (bits + 7) / 8, top = (bits - 1) % 8;
  add(word_bytes, 0); /* the time */
  random_bytes(bytes, length);
  if (for_prime) {
    if (top == 0) {
      bytes[0] = 1;
      bytes[1] |= 0x80;
    } else
      bytes[0] |= 3 << (top - 1);
    bytes[length - 1] |= 1;
  }
  bytes[0] &= (1 << (top + 1)) - 1;
  mpz_import(number, length, 1, 1, 1, 0, bytes);
}

static int primes[PRIMES], remainders[PRIMES];
static mpz_t before, odd, power, base;

/* The next number from a random one on that no small prime divides, nor the number before it. */
static void candidate(mpz_t number, int bits) {
  random_number(number, bits, 1);
  for (int i = 1; i < PRIMES; i++) remainders[i] = mpz_fdiv_ui(number, primes[i]);
  for (int distance = 0;; distance += 2) {
    int i = 1;
    while (i < PRIMES && (remainders[i] + distance) % primes[i] > 1) i++;
    if (i < PRIMES) continue;
    mpz_add_ui(number, number, distance);
    return;
  }
}

/* Miller and Rabin's test with as many bases as OpenSSL takes for the size; each base is drawn, so their number counts. */
static int is_prime(mpz_t number, int bits) {
  int bases = bits >= 1300 ? 2 : bits >= 850 ? 3 : bits >= 650 ? 4 : 5;
  mpz_sub_ui(before, number, 1);
  unsigned long twos = mpz_scan1(before, 0);
  mpz_fdiv_q_2exp(odd, before, twos);
  for (int i = 0; i < bases; i++) {
    do random_number(base, mpz_sizeinbase(before, 2), 0);
    while (mpz_cmp(base, before) >= 0);
    mpz_add_ui(base, base, 1);
    mpz_powm(power, base, odd, number);
    int passes = mpz_cmp_ui(power, 1) == 0 || mpz_cmp(power, before) == 0;
    for (unsigned long k = 1; !passes && k < twos; k++) {
      mpz_powm_ui(power, power, 2, number);
      passes = mpz_cmp(power, before) == 0;
    }
    if (!passes) return 0;
  }
  return 1;
}

static void prime(mpz_t number, int bits) {
  do {
    do candidate(number, bits);
    while (!is_prime(number, bits));
    mpz_sub_ui(before, number, 1);
  } while (mpz_divisible_ui_p(before, 65537));
}

static void small_primes(void) {
  for (int found = 0, number = 2; found < PRIMES; number++) {
    int i = 0;
    while (i < found && number % primes[i] != 0) i++;
    if (i == found) primes[found++] = number;
  }
}

int main(int count, char **words) {
  if (count != 6) {
    fprintf(stderr, "debian-keys 8|4 rnd|noreadrnd|nornd BITS FIRST LAST\n");
    return 2;
  }
  word_bytes = strcmp(words[1], "8") == 0 ? 8 : 4;
  int bits = atoi(words[3]), last = atoi(words[5]);
  small_primes();
  mpz_t p, q;
  mpz_inits(p, q, before, odd, power, base, NULL);
  for (process = atoi(words[4]); process <= last; process++) {
    begin(words[2]);
    prime(p, (bits + 1) / 2);
    do prime(q, bits / 2);
    while (mpz_cmp(p, q) == 0);
    mpz_mul(p, p, q);
    gmp_printf("%d %Zx\n", process, p);
    fflush(stdout);
  }
  return 0;
}
