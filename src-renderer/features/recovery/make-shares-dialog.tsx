import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { RowList } from '../../ui/form/row-list.tsx'
import { printLanguage } from './print-language.ts'
import { TextInput } from '../../ui/form/text-input.tsx'

const most = 16

/** How many shares, how many of them are needed, and who keeps each. */
export function MakeSharesDialog(props: {
  readonly replaces: boolean
  readonly onMade: (made: Output<'vault.shares-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t, i18n } = useTranslation('recovery')
  const create = useCommand('vault.shares-create')
  const schema = useMemo(
    () =>
      z
        .object({
          threshold: z.number().int().min(2).max(most),
          keepers: z
            .array(z.object({ holder: z.string().max(200), place: z.string().max(500) }))
            .min(2, t('shares.fewest'))
            .max(most, t('shares.most', { most }))
        })
        .refine(({ threshold, keepers }) => threshold <= keepers.length, {
          path: ['threshold'],
          error: t('shares.notMore')
        }),
    [t]
  )
  const form = useSchemaForm(schema, {
    threshold: 3,
    keepers: Array.from({ length: 5 }, () => ({ holder: '', place: '' }))
  })
  return (
    <FormDialog
      title={t('shares.make')}
      lead={t('shares.makeLead')}
      wide
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('shares.make')}
      onSubmit={({ threshold, keepers }) => {
        create.mutate(
          {
            shares: keepers.length,
            threshold,
            holders: keepers.map(({ holder }) => holder),
            places: keepers.map(({ place }) => place),
            language: printLanguage(i18n.language)
          },
          {
            onSuccess: (made) => {
              props.onMade(made)
              props.onClose()
            }
          }
        )
      }}
      onClose={props.onClose}
    >
      {props.replaces && <Alert severity="warning">{t('shares.replaces')}</Alert>}
      <NumberInput name="threshold" label={t('shares.needed')} help={t('shares.neededHelp')} required />
      <RowList name="keepers" label={t('shares.holders')} addLabel={t('shares.add')} blank={{ holder: '', place: '' }}>
        {(path, index) => (
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
            <TextInput name={`${path}.holder`} label={t('shares.holderOf', { number: index + 1 })} />
            <TextInput name={`${path}.place`} label={t('shares.place')} />
          </Box>
        )}
      </RowList>
    </FormDialog>
  )
}
