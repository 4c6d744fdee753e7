import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { PublishKind } from '../../../src-shared/model/publishing.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

interface FieldsProps {
  /** A secret is kept already, so that none has to be typed. */
  readonly kept: boolean
}

const fields: Readonly<Record<PublishKind, (props: FieldsProps) => ReactElement>> = {
  folder: FolderFields,
  sftp: SftpFields,
  http: HttpFields,
  s3: S3Fields
}

/** What has to be known of a destination of one kind. */
export function DestinationFields(props: FieldsProps & { readonly kind: PublishKind }): ReactElement {
  const Fields = fields[props.kind]
  return <Fields kept={props.kept} />
}

const two = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 } as const

function FolderFields(): ReactElement {
  const { t } = useTranslation('publishing')
  return <TextInput name="folder" label={t('field.folder')} help={t('field.folderHelp')} required mono />
}

function SftpFields({ kept }: FieldsProps): ReactElement {
  const { t } = useTranslation('publishing')
  const proof: unknown = useWatch({ name: 'proof' })
  const keep = kept ? { help: t('field.secretKept') } : {}
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: '3fr 1fr', gap: 4 }}>
        <TextInput name="host" label={t('field.host')} required mono />
        <TextInput name="port" label={t('field.port')} required mono />
      </Box>
      <Box sx={two}>
        <TextInput name="user" label={t('field.user')} required />
        <TextInput name="sftpFolder" label={t('field.sftpFolder')} help={t('field.sftpFolderHelp')} mono />
      </Box>
      <SelectInput
        name="proof"
        label={t('field.proof')}
        choices={[
          { value: 'key', label: t('field.key') },
          { value: 'password', label: t('field.password') }
        ]}
      />
      {proof === 'password' ? (
        <TextInput name="secret" label={t('field.password')} secret required={!kept} {...keep} />
      ) : (
        <TextInput
          name="privateKey"
          label={t('field.privateKey')}
          help={kept ? t('field.secretKept') : t('field.privateKeyHelp')}
          lines={3}
          mono
          required={!kept}
        />
      )}
      <TextInput name="hostKey" label={t('field.hostKey')} help={t('field.hostKeyHelp')} mono />
    </>
  )
}

function HttpFields({ kept }: FieldsProps): ReactElement {
  const { t } = useTranslation('publishing')
  return (
    <>
      <TextInput name="url" label={t('field.url')} help={t('field.urlHelp')} required mono />
      <Box sx={two}>
        <TextInput name="user" label={t('field.user')} help={t('field.httpUserHelp')} />
        <TextInput name="secret" label={t('field.token')} secret {...(kept ? { help: t('field.secretKept') } : {})} />
      </Box>
    </>
  )
}

function S3Fields({ kept }: FieldsProps): ReactElement {
  const { t } = useTranslation('publishing')
  return (
    <>
      <Box sx={two}>
        <TextInput name="bucket" label={t('field.bucket')} required mono />
        <TextInput name="prefix" label={t('field.prefix')} mono />
        <TextInput name="endpoint" label={t('field.endpoint')} help={t('field.endpointHelp')} mono />
        <TextInput name="region" label={t('field.region')} mono />
        <TextInput name="user" label={t('field.accessKey')} required mono />
        <TextInput
          name="secret"
          label={t('field.secretKey')}
          secret
          required={!kept}
          {...(kept ? { help: t('field.secretKept') } : {})}
        />
      </Box>
    </>
  )
}
