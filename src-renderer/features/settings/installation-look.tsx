import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { settings } from '../../../src-shared/model/settings.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'

/** How a window looks whose user chose nothing yet. */
export function InstallationLook(props: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('ui')
  const field = (name: 'theme' | 'density' | 'language'): ReactElement => (
    <SelectInput
      name={name}
      label={t(`look.${name}`)}
      choices={settings.shape[name].options.map((value) => ({ value, label: t(`look.${value}`) }))}
      disabled={props.disabled}
    />
  )
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 4 }}>
      {field('theme')}
      {field('density')}
      {field('language')}
    </Box>
  )
}
