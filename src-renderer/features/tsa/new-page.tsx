import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { oid } from '../../../src-shared/model/scalars.ts'
import { defaultTsaSettings, tsaServiceName, tsaSettings } from '../../../src-shared/model/tsa.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { ClientFields, KeyFields, StampFields } from './tsa-fields.tsx'

/** Without a policy the service gets one of its own. */
const settings = tsaSettings.extend({ policies: z.array(oid).max(20) })
const schema = z.object({ name: tsaServiceName.min(1), authority: z.string().min(1), settings })

/** Makes a time-stamp service. */
export function NewTsaPage(): ReactElement {
  const { t } = useTranslation('tsa')
  const navigate = useNavigate()
  const toast = useToast()
  const create = useCommand('tsa.create')
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const form = useSchemaForm(schema, {
    name: '',
    authority: '',
    settings: { ...defaultTsaSettings, policies: [] }
  })
  return (
    <Page title={t('new.title')} lead={t('new.lead')} width="form">
      <SchemaForm
        actions={
          <>
            <Button color="inherit" onClick={() => void navigate('/services')}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={create.isPending}>
              {t('new.confirm')}
            </Button>
          </>
        }
        form={form}
        error={create.error}
        onSubmit={({ name, authority, settings: { policies, ...rest } }) => {
          create.mutate(
            { name, authority: Number(authority), settings: policies.length === 0 ? rest : { ...rest, policies } },
            {
              onSuccess: ({ service }) => {
                toast({ tone: 'success', text: t('new.done', { name: service.name }) })
                void navigate(`/services/tsa/${service.id}`)
              }
            }
          )
        }}
      >
        <TextInput name="name" label={t('field.name')} help={t('field.nameHelp')} required autoFocus />
        <SelectInput
          name="authority"
          label={t('field.authority')}
          help={t('field.authorityHelp')}
          required
          choices={(authorities.data?.authorities ?? [])
            .filter(({ state }) => state === 'active')
            .map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))}
        />
        <Section title={t('stamps')}>
          <StampFields />
        </Section>
        <Section title={t('keySection')}>
          <KeyFields />
        </Section>
        <Section title={t('clientSection')}>
          <ClientFields />
        </Section>
      </SchemaForm>
    </Page>
  )
}
