/*
 * A PKCS#11 module that passes everything on to SoftHSM 2 and misbehaves where FAULT says so. Its function list is taken
 * as an array of pointers in the order of the standard (PKCS#11 2.40, pkcs11f.h), so that no header is needed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong_t;
typedef ulong_t (*fn)();
enum { INITIALIZE = 0, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, MECHANISM_LIST = 7, LOGIN = 18, GET_ATTRIBUTE = 24, SIGN_INIT = 42, SIGN = 43, COUNT = 68 };
enum { USER = 1, CONTEXT = 2 };
enum { PIN_INCORRECT = 0xa0, PIN_LOCKED = 0xa4, NOT_LOGGED_IN = 0x101, GENERAL_ERROR = 5, OPERATION_ACTIVE = 0x90 };

struct list { unsigned char version[8]; fn call[COUNT]; };
static struct list *real, own;
static int tries = 3, confirmed, signatures;

static int fault(const char *name) {
  const char *set = getenv("FAULT");
  return set != NULL && strcmp(set, name) == 0;
}

/* Whether a text lies at p, given from its end to its start so that this program holds no copy of it. */
static int lies_at(const unsigned char *p, const char *backwards, size_t length) {
  for (size_t i = 0; i < length; i++) if (p[i] != (unsigned char)backwards[length - 1 - i]) return 0;
  return 1;
}

/* Looks through all memory that this process can write for two texts, and writes into a file whether they are in it. */
static void search_memory(void) {
  static unsigned char chunk[1 << 20];
  const char *texts[2] = {getenv("FAULT_SECRET"), getenv("FAULT_KNOWN")};
  int found[2] = {0, 0}, memory = open("/proc/self/mem", O_RDONLY);
  FILE *maps = fopen("/proc/self/maps", "r"), *report = fopen(getenv("FAULT_REPORT"), "w");
  char line[512], access[8];
  unsigned long from, to, searched = 0;
  while (fgets(line, sizeof line, maps) != NULL) {
    if (sscanf(line, "%lx-%lx %4s", &from, &to, access) != 3 || strncmp(access, "rw", 2) != 0) continue;
    for (unsigned long at = from; at < to; at += sizeof chunk - 256) {
      size_t wanted = to - at < sizeof chunk ? to - at : sizeof chunk;
      ssize_t got = pread(memory, chunk, wanted, (off_t)at);
      if (got <= 256) break;
      searched += (unsigned long)got;
      for (int t = 0; t < 2; t++) {
        size_t length = strlen(texts[t]);
        for (ssize_t i = 0; i + (ssize_t)length <= got; i++)
          if (chunk[i] == (unsigned char)texts[t][length - 1] && lies_at(chunk + i, texts[t], length)) found[t]++;
      }
      memset(chunk, 0, sizeof chunk);
    }
  }
  fprintf(report, "{\"searched\":%lu,\"secret\":%d,\"known\":%d}", searched, found[0], found[1]);
  fclose(report);
  fclose(maps);
  close(memory);
}

static void hang(void) { for (;;) sleep(60); }

static ulong_t login(ulong_t session, ulong_t user, const char *pin, ulong_t length) {
  if (user == 0) abort(); /* nobody signs in as security officer here */
  if (fault("hang-in-login")) hang();
  if (fault("search-memory")) search_memory();
  if (fault("three-tries")) {
    if (tries == 0) return PIN_LOCKED;
    ulong_t value = real->call[LOGIN](session, user, pin, length);
    if (value == PIN_INCORRECT && --tries == 0) return PIN_LOCKED;
    if (value == 0) tries = 3;
    return value;
  }
  if (fault("always-authenticate") && user == CONTEXT) {
    confirmed = 1;
    return 0;
  }
  return real->call[LOGIN](session, user, pin, length);
}

static ulong_t token_info(ulong_t slot, unsigned char *info) {
  if (fault("hang-in-survey")) hang();
  ulong_t value = real->call[GET_TOKEN_INFO](slot, info);
  if (value == 0 && fault("three-tries")) {
    ulong_t *flags = (ulong_t *)(info + 32 + 32 + 16 + 16);
    *flags &= ~0x70000ul;
    if (tries == 2) *flags |= 0x10000;
    if (tries == 1) *flags |= 0x30000;
    if (tries == 0) *flags |= 0x40000;
  }
  if (value == 0 && fault("wrong-clock")) {
    *(ulong_t *)(info + 32 + 32 + 16 + 16) |= 0x40;
    memcpy(info + 96 + 11 * sizeof(ulong_t) + 4, "2001010100000000", 16);
  }
  return value;
}

static ulong_t mechanism_list(ulong_t slot, ulong_t *types, ulong_t *count) {
  ulong_t value = real->call[MECHANISM_LIST](slot, types, count);
  if (value != 0 || types == NULL || !fault("hashing-only")) return value;
  ulong_t kept = 0;
  for (ulong_t at = 0; at < *count; at++)
    if (types[at] != 0x1 && types[at] != 0xd && types[at] != 0x1041) types[kept++] = types[at];
  *count = kept;
  return 0;
}

struct attribute { ulong_t type; void *value; ulong_t length; };

static ulong_t get_attribute(ulong_t session, ulong_t object, struct attribute *list, ulong_t count) {
  ulong_t value = real->call[GET_ATTRIBUTE](session, object, list, count);
  for (ulong_t at = 0; at < count; at++) {
    if (list[at].value == NULL || list[at].length == (ulong_t)-1) continue;
    if (list[at].type == 0x202 && fault("always-authenticate")) *(unsigned char *)list[at].value = 1;
    if (list[at].type == 0x162 && fault("readable-keys")) *(unsigned char *)list[at].value = 1;
  }
  return value;
}

static ulong_t sign_init(ulong_t session, void *mechanism, ulong_t key) {
  confirmed = 0;
  return real->call[SIGN_INIT](session, mechanism, key);
}

static ulong_t sign(ulong_t session, void *data, ulong_t length, unsigned char *out, ulong_t *made) {
  if (fault("always-authenticate") && !confirmed) return NOT_LOGGED_IN;
  if (out != NULL) signatures++;
  if (fault("abort-in-sign") && signatures > 2) abort();
  if (fault("crash-in-sign") && signatures > 2) *(volatile int *)0 = 0;
  if (fault("hang-in-sign") && signatures > 2) hang();
  if (fault("slow-sign") && out != NULL) sleep(2);
  if (fault("error-in-sign") && out != NULL) return GENERAL_ERROR;
  ulong_t value = real->call[SIGN](session, data, length, out, made);
  if (fault("wrong-signature") && value == 0 && out != NULL) out[7] ^= 1;
  return value;
}

static ulong_t initialize(void *arguments) {
  if (fault("hang-in-initialize")) hang();
  return real->call[INITIALIZE](arguments);
}

__attribute__((constructor)) static void loaded(void) {
  if (fault("crash-on-load")) abort();
}

ulong_t C_GetFunctionList(struct list **list) {
  void *library = dlopen(getenv("FAULT_MODULE"), RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return GENERAL_ERROR;
  fn get = (fn)dlsym(library, "C_GetFunctionList");
  if (get == NULL || get(&real) != 0) return GENERAL_ERROR;
  own = *real;
  own.call[INITIALIZE] = (fn)initialize;
  own.call[GET_TOKEN_INFO] = (fn)token_info;
  own.call[MECHANISM_LIST] = (fn)mechanism_list;
  own.call[LOGIN] = (fn)login;
  own.call[GET_ATTRIBUTE] = (fn)get_attribute;
  own.call[SIGN_INIT] = (fn)sign_init;
  own.call[SIGN] = (fn)sign;
  own.call[3] = (fn)C_GetFunctionList;
  *list = &own;
  return 0;
}
