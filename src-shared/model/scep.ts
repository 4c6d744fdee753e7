import { z } from 'zod'
import { durationText } from './duration.ts'
import { objectName, ref } from './scalars.ts'
import { clientRange } from './tsa.ts'

/** Part of the address of a SCEP service, so that nobody has to escape it. */
export const scepServiceName = z
  .string()
  .max(50)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and dashes: the name is part of the address of the service.'
  )

/**
 * How a device shows that it may ask: a secret made for one request and its names; one made for a registered device; one
 * that many devices share, which says nothing about any of them; one from the page that device managers read; what an
 * external service says; or nothing, where a person decides on each request.
 */
export const scepMethods = ['one-time', 'device', 'static', 'ndes', 'external', 'approval'] as const
export const scepMethod = z.enum(scepMethods)
export type ScepMethod = (typeof scepMethods)[number]

/** Those with a secret that is made here. */
export const scepSecretKinds = ['one-time', 'device', 'static', 'ndes'] as const
export const scepSecretKind = z.enum(scepSecretKinds)
export type ScepSecretKind = (typeof scepSecretKinds)[number]

const fields = {
  /** How a device shows that it may ask. */
  methods: z.array(scepMethod).min(1).max(scepMethods.length),
  /** Minutes that a one-time secret is good for. */
  challengeMinutes: z.number().int().min(1).max(525_600),
  /** Most one-time secrets of the page that nobody has used yet; then it gives out none until one is used or ends. */
  pageCache: z.number().int().min(1).max(1000),
  /** Character set of the page: genuine servers send UTF-16, which some device managers expect and others do not read. */
  pageEncoding: z.enum(['utf-16', 'utf-8']),
  /** Whether a device renews by signing with the certificate that it has. */
  renewal: z.boolean(),
  /** Signatures and hashes with SHA-1, which is broken; for devices that know nothing else. */
  sha1: z.boolean(),
  /** Triple DES, which RFC 8894 2.9 keeps for old devices. */
  tripleDes: z.boolean(),
  /** Single DES, which anybody can break; for devices that know nothing else. */
  des: z.boolean(),
  /** What GetCACert gives out beside the certificate of the service: its issuer, all above it, or the root as well. */
  chain: z.enum(['issuer', 'intermediates', 'all']),
  /** What comes with a certificate: nothing, or those above it without the root. */
  reply: z.enum(['own', 'chain']),
  /** Key of the next certificate of the service. */
  key: z.enum(['RSA-2048', 'RSA-3072', 'RSA-4096']),
  /** How long the certificate of the service is valid; a new one takes its place after two thirds. */
  certificateLife: durationText,
  /** The authority that comes after the present one, for GetNextCACert. */
  next: ref.nullable(),
  /** Addresses that may ask; empty lets everybody. */
  clients: z.array(clientRange).max(200),
  /** What the addresses above are for. */
  clientsFor: z.enum(['requests', 'page', 'both']),
  /** Messages of one address in a minute; 0 sets no limit. */
  perMinute: z.number().int().min(0).max(10_000_000),
  /** Wrong secrets of one address after which it waits. */
  lockAfter: z.number().int().min(1).max(1000),
  /** Minutes that it waits. */
  lockMinutes: z.number().int().min(1).max(10_080),
  /** Asked before a certificate is issued, and told what became of it; null asks nobody. */
  validatorUrl: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s@]+$/, 'Write an address such as https://device-manager.example.test/scep.')
    .nullable(),
  /** Milliseconds that it has to answer; then the request is refused. */
  validatorTimeout: z.number().int().min(100).max(30_000)
}

/** How a SCEP service answers. */
export const scepSettings = z.strictObject(fields)
export type ScepSettings = z.infer<typeof scepSettings>

/** A change of settings: what is left out stays as it is. */
export const scepSettingsPatch = z.strictObject(fields).partial()
export type ScepSettingsPatch = z.infer<typeof scepSettingsPatch>

export const defaultScepSettings: ScepSettings = {
  methods: ['one-time'],
  challengeMinutes: 60,
  pageCache: 5,
  pageEncoding: 'utf-16',
  renewal: true,
  sha1: false,
  tripleDes: true,
  des: false,
  chain: 'all',
  reply: 'own',
  key: 'RSA-2048',
  certificateLife: '2y',
  next: null,
  clients: [],
  clientsFor: 'both',
  perMinute: 120,
  lockAfter: 10,
  lockMinutes: 15,
  validatorUrl: null,
  validatorTimeout: 5000
}

/** What a registered device is known by. */
export const scepDeviceFacts = {
  identifier: objectName.meta({ help: 'What tells the device from all others, e.g. its serial number.' }),
  manufacturer: z.string().max(200).default(''),
  type: z.string().max(200).default(''),
  model: z.string().max(200).default(''),
  description: z.string().max(2000).default('')
}
