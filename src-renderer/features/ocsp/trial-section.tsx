import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import { useCommand } from '../../live.ts'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { TrialAnswer } from './trial-answer.tsx'

const schema = z.object({ serial: z.string(), hash: z.enum(['sha1', 'sha256']), nonce: z.boolean() })

/** Asks the responder as a relying party does: about a serial number, or about a certificate that is dropped here. */
export function TrialSection({ service }: { readonly service: OcspService }): ReactElement {
  const { t } = useTranslation('ocsp')
  const ask = useCommand('ocsp.ask')
  const form = useSchemaForm(schema, { serial: '', hash: 'sha1', nonce: false })
  const [file, setFile] = useState<string | undefined>(undefined)
  const trial = ask.data?.trial
  return (
    <Section title={t('trial.title')} lead={t('trial.lead')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <SchemaForm
          form={form}
          error={ask.error}
          onSubmit={({ serial, hash, nonce }) => {
            setFile(undefined)
            // Serial numbers are pasted with spaces and colons.
            ask.mutate({ authority: service.authorityId, serial: serial.replace(/[\s:]/g, ''), hash, nonce })
          }}
        >
          <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, alignItems: 'start' }}>
            <Box sx={{ display: 'grid', gap: 4 }}>
              <TextInput name="serial" label={t('trial.serial')} help={t('trial.serialHelp')} mono />
              <SelectInput
                name="hash"
                label={t('trial.hash')}
                help={t('trial.hashHelp')}
                choices={[
                  { value: 'sha1', label: 'SHA-1' },
                  { value: 'sha256', label: 'SHA-256' }
                ]}
              />
              <SwitchInput name="nonce" label={t('trial.nonce')} help={t('trial.nonceHelp')} />
              <Box>
                <Button type="submit" variant="outlined" loading={ask.isPending && file === undefined}>
                  {t('trial.ask')}
                </Button>
              </Box>
            </Box>
            <FileDrop
              label={t('trial.certificate')}
              accept=".pem,.crt,.cer,.der"
              chosen={file}
              onFile={({ name, content }) => {
                const { hash, nonce } = schema.parse(form.getValues())
                setFile(name)
                ask.mutate({ certificate: content, hash, nonce })
              }}
            />
          </Box>
        </SchemaForm>
        {trial !== undefined && !ask.isPending && <TrialAnswer trial={trial} />}
      </Box>
    </Section>
  )
}
