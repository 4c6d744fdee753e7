import Print from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { kitPlace, type KitPlace } from '../../../src-shared/model/recovery.ts'
import { useCommand, useRead } from '../../live.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { RowList } from '../../ui/form/row-list.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { printLanguage } from './print-language.ts'

const placesSchema = z.object({ places: z.array(kitPlace).max(200) })
const kinds = ['passphrase', 'recovery-code', 'backup-passphrase', 'token', 'token-pin', 'backup', 'other'] as const

/** The kit that lies in the safe, and where everything is kept that it speaks of. */
export function KitSection(): ReactElement {
  const { t, i18n } = useTranslation('recovery')
  const read = useRead('recovery.show', {})
  const kit = useCommand('recovery.kit')
  const { busy, save } = useSave()
  const shown = read.data
  return (
    <Section
      title={t('kit.title')}
      lead={t('kit.lead')}
      aside={
        <Button
          size="small"
          variant="outlined"
          startIcon={<Print />}
          loading={busy}
          onClick={() => {
            save(async () => (await kit.mutateAsync({ language: printLanguage(i18n.language) })).file)
          }}
        >
          {t('kit.print')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <ErrorView error={read.error} />
        {shown !== undefined && (
          <>
            {shown.printed !== null && shown.printed < shown.version && (
              <Alert severity="warning">{t('kit.old', { printed: shown.printed, version: shown.version })}</Alert>
            )}
            <DefinitionList
              items={[
                {
                  term: t('kit.edition'),
                  value: (
                    <>
                      {shown.version}, <TimeText at={shown.at} />
                    </>
                  )
                },
                { term: t('kit.printed'), value: shown.printed === null ? t('never') : String(shown.printed) },
                { term: 'SHA-256', value: <Mono value={shown.sha256} /> }
              ]}
            />
            <PlacesForm key={shown.sha256} places={shown.places} />
          </>
        )}
      </Box>
    </Section>
  )
}

function PlacesForm({ places }: { readonly places: readonly KitPlace[] }): ReactElement {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const set = useCommand('recovery.set-places')
  const form = useSchemaForm(placesSchema, { places: places.map((one) => ({ ...one })) })
  return (
    <SchemaForm
      form={form}
      error={set.error}
      onSubmit={(values) => {
        set.mutate(values, {
          onSuccess: () => {
            toast({ tone: 'success', text: t('kit.saved') })
          }
        })
      }}
    >
      <RowList
        name="places"
        label={t('kit.places')}
        addLabel={t('kit.add')}
        empty={t('kit.noPlaces')}
        blank={{ kind: 'passphrase', what: '', holder: '', place: '' }}
      >
        {(path) => (
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', gap: 3 }}>
            <SelectInput
              name={`${path}.kind`}
              label={t('kit.kind')}
              choices={kinds.map((value) => ({ value, label: t(`kit.kinds.${value}`) }))}
            />
            <TextInput name={`${path}.what`} label={t('kit.what')} required />
            <TextInput name={`${path}.holder`} label={t('kit.holder')} />
            <TextInput name={`${path}.place`} label={t('kit.place')} />
          </Box>
        )}
      </RowList>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <SaveButton variant="outlined" busy={set.isPending}>
          {t('ui:save')}
        </SaveButton>
      </Box>
    </SchemaForm>
  )
}
