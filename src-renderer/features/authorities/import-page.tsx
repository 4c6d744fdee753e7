import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { encodedObject, objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand } from '../../live.ts'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({
  name: objectName,
  file: encodedObject,
  passphrase: z.string().max(1024),
  crlNumber: z
    .string()
    .regex(/^\d{0,40}$/)
    .nullable(),
  crl: encodedObject.nullable(),
  note: z.string().max(500)
})

/** Takes over an authority with its key from PKCS#12 or PEM. */
export function ImportAuthorityPage(): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const toast = useToast()
  const take = useCommand('authority.import')
  const [fileName, setFileName] = useState<string>()
  const form = useSchemaForm(schema, { name: '', file: '', passphrase: '', crlNumber: null, crl: null, note: '' })
  const [crlName, setCrlName] = useState<string>()
  return (
    <Page title={t('import.title')} lead={t('import.lead')} width="form">
      <SchemaForm
        actions={
          <>
            <Button color="inherit" onClick={() => void navigate('/authorities')}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={take.isPending}>
              {t('import.confirm')}
            </Button>
          </>
        }
        form={form}
        error={take.error}
        onSubmit={({ passphrase, crlNumber, crl, ...values }) => {
          take.mutate(
            {
              ...values,
              ...(passphrase === '' ? {} : { passphrase }),
              ...(crlNumber === null || crlNumber === '' ? {} : { crlNumber }),
              ...(crl === null ? {} : { crl })
            },
            {
              onSuccess: ({ authority, carriedOver }) => {
                const { name } = authority
                const text =
                  carriedOver === null
                    ? t('import.done', { name })
                    : t('import.doneWithCrl', { name, count: carriedOver.entries, number: carriedOver.number ?? '–' })
                toast({ tone: 'success', text })
                void navigate(`/authorities/${authority.id}`)
              }
            }
          )
        }}
      >
        <Section title={t('import.file')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <FileDrop
              label={t('import.choose')}
              chosen={fileName}
              onFile={({ name, content }) => {
                setFileName(name)
                form.setValue('file', content, { shouldValidate: true })
                if (form.getValues('note') === '') form.setValue('note', name)
              }}
            />
            {fileName === undefined && (
              <TextInput name="file" label={t('import.paste')} help={t('import.pasteHelp')} lines={4} mono required />
            )}
            <TextInput name="passphrase" label={t('import.passphrase')} help={t('import.passphraseHelp')} secret />
          </Box>
        </Section>
        <Section title={t('import.crl')} lead={t('import.crlLead')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <FileDrop
              label={t('import.chooseCrl')}
              accept=".crl,.pem,.der"
              chosen={crlName}
              onFile={({ name, content }) => {
                setCrlName(name)
                form.setValue('crl', content, { shouldValidate: true })
              }}
            />
            <TextInput name="crlNumber" label={t('import.crlNumber')} help={t('import.crlNumberHelp')} emptyIsNull />
          </Box>
        </Section>
        <Section title={t('import.authority')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <TextInput name="name" label={t('field.name')} help={t('field.nameHelp')} required />
            <TextInput name="note" label={t('import.note')} help={t('import.noteHelp')} />
          </Box>
        </Section>
      </SchemaForm>
    </Page>
  )
}
