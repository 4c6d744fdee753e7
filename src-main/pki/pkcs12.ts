/** PKCS#12, personal information exchange (RFC 7292). */
export { maxPkcs12Bytes, readPkcs12, type Pkcs12Attributes, type Pkcs12Contents } from './pkcs12/read.ts'
export { writePkcs12, type Pkcs12Fields } from './pkcs12/write.ts'
