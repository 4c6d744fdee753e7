import { z } from 'zod'
import type { Input } from '../../../src-shared/api/index.ts'
import type { PublishTarget } from '../../../src-shared/api/publishing.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'

/** The fields of the dialog: those of every kind of destination beside each other, as text. */
export const targetSchema = z.object({
  name: objectName,
  kind: z.enum(['folder', 'sftp', 'http', 's3']),
  folder: z.string(),
  host: z.string(),
  port: z.string().regex(/^\d{1,5}$/),
  user: z.string(),
  sftpFolder: z.string(),
  proof: z.enum(['password', 'key']),
  hostKey: z.string(),
  url: z.string(),
  endpoint: z.string(),
  region: z.string(),
  bucket: z.string(),
  prefix: z.string(),
  secret: z.string(),
  privateKey: z.string(),
  baseAddress: z.string(),
  every: durationText,
  onChange: z.boolean(),
  removeOld: z.boolean(),
  crls: z.boolean(),
  certificates: z.boolean(),
  ocsp: z.boolean(),
  documents: z.boolean()
})
export type TargetValues = z.infer<typeof targetSchema>

/** @returns what the dialog begins with. @param target null for a new one */
export function valuesOf(target: PublishTarget | null): TargetValues {
  const empty: TargetValues = {
    name: '',
    kind: 'folder',
    folder: '',
    host: '',
    port: '22',
    user: '',
    sftpFolder: '',
    proof: 'key',
    hostKey: '',
    url: '',
    endpoint: '',
    region: 'us-east-1',
    bucket: '',
    prefix: '',
    secret: '',
    privateKey: '',
    baseAddress: '',
    every: '1h',
    onChange: true,
    removeOld: true,
    crls: true,
    certificates: true,
    ocsp: false,
    documents: true
  }
  if (target === null) return empty
  const { destination, settings } = target
  const { crls, certificates, ocsp, documents } = settings.what
  const common = {
    ...empty,
    name: target.name,
    kind: destination.kind,
    baseAddress: settings.baseAddress ?? '',
    every: settings.every,
    onChange: settings.onChange,
    removeOld: settings.removeOld,
    crls,
    certificates,
    ocsp,
    documents
  }
  if (destination.kind === 'folder') return { ...common, folder: destination.path }
  if (destination.kind === 'http') return { ...common, url: destination.url, user: destination.user ?? '' }
  if (destination.kind === 'sftp') {
    const { host, port, user, folder, hostKey, proof } = destination
    return { ...common, host, port: String(port), user, sftpFolder: folder, hostKey: hostKey ?? '', proof }
  }
  const { endpoint, region, bucket, prefix, accessKey } = destination
  return { ...common, endpoint, region, bucket, prefix, user: accessKey }
}

type Destination = Omit<Input<'publish.try'>, 'target'>

/** @returns the destination as the contract takes it: one address, and what does not belong in it. */
export function destinationOf(values: TargetValues): Destination {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  const secret = values.secret === '' ? {} : { secret: values.secret }
  const field = <Name extends string>(name: Name, text: string | undefined): { readonly [K in Name]?: string } =>
    text === undefined ? {} : ({ [name]: text } as { readonly [K in Name]: string })
  switch (values.kind) {
    case 'folder':
      return { to: values.folder }
    case 'sftp': {
      const host = values.host.includes(':') ? `[${values.host}]` : values.host
      const folder =
        values.sftpFolder === '' || values.sftpFolder.startsWith('/') ? values.sftpFolder : `/${values.sftpFolder}`
      return {
        to: `sftp://${encodeURIComponent(values.user)}@${host}:${values.port}${encodeURI(folder)}`,
        ...field('hostKey', given(values.hostKey)),
        ...(values.proof === 'password' ? secret : field('privateKey', keyText(values.privateKey)))
      }
    }
    case 'http':
      return { to: values.url, ...field('user', given(values.user)), ...secret }
    default:
      return {
        to: `s3://${values.bucket}${values.prefix === '' ? '' : `/${encodeURI(values.prefix)}`}`,
        ...field('user', given(values.user)),
        ...field('endpoint', given(values.endpoint)),
        ...field('region', given(values.region)),
        ...secret
      }
  }
}

/** A key file ends with a line break; a field loses it. */
function keyText(text: string): string | undefined {
  return text.trim() === '' ? undefined : `${text.trim()}\n`
}

/** @returns the settings as the contract takes them. */
export function settingsOf(values: TargetValues): NonNullable<Input<'publish.update'>['settings']> {
  const { every, onChange, removeOld, crls, certificates, ocsp, documents } = values
  const baseAddress = values.baseAddress.trim() === '' ? null : values.baseAddress.trim()
  return { baseAddress, every, onChange, removeOld, what: { crls, certificates, ocsp, documents } }
}
