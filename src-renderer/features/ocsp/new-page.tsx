import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { ocspSettings } from '../../../src-shared/model/ocsp.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { OcspFields } from './ocsp-fields.tsx'

const schema = z.object({ authority: z.string().min(1), settings: ocspSettings })

/** Answers OCSP requests for one more authority. */
export function NewOcspPage(): ReactElement {
  const { t } = useTranslation('ocsp')
  const navigate = useNavigate()
  const toast = useToast()
  const enable = useCommand('ocsp.enable')
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const answered = useRead('ocsp.status', {}).data?.services ?? []
  const form = useSchemaForm(schema, { authority: '', settings: ocspSettings.parse({}) })
  return (
    <Page title={t('new.title')} lead={t('new.lead')} width="form">
      <SchemaForm
        actions={
          <>
            <Button color="inherit" onClick={() => void navigate('/services')}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={enable.isPending}>
              {t('new.confirm')}
            </Button>
          </>
        }
        form={form}
        error={enable.error}
        onSubmit={({ authority, settings }) => {
          enable.mutate(
            { authority: Number(authority), settings },
            {
              onSuccess: ({ service }) => {
                toast({ tone: 'success', text: t('new.done', { name: service.authorityName }) })
                void navigate(`/services/ocsp/${service.authorityId}`)
              }
            }
          )
        }}
      >
        <SelectInput
          name="authority"
          label={t('field.authority')}
          help={t('field.authorityHelp')}
          required
          choices={(authorities.data?.authorities ?? [])
            .filter(
              ({ id, state }) =>
                state === 'active' && !answered.some((one) => one.authorityId === id && one.state === 'enabled')
            )
            .map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))}
        />
        <Section title={t('answers')}>
          <OcspFields />
        </Section>
      </SchemaForm>
    </Page>
  )
}
