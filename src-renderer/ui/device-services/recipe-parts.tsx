import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { CommandBlock } from '../services/command-block.tsx'
import type { DeviceKindId } from './device-kinds.ts'
import type { RecipeValues } from './recipe-values.ts'
import { recipeOf } from './recipes.ts'

/** What to type or enter for one device, part by part; each is copied or saved whole. */
export function RecipeParts(props: {
  readonly kind: DeviceKindId
  readonly protocol: DeviceProtocol
  readonly values: RecipeValues
}): ReactElement {
  const { t } = useTranslation('device-services')
  const { kind, protocol, values } = props
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      {recipeOf(kind, protocol, values).map(({ label, text, file }) => (
        <CommandBlock
          key={label}
          title={t(`recipe.part.${label}`)}
          text={text}
          file={file ?? (label === 'values' ? `${kind}.txt` : undefined)}
        />
      ))}
    </Box>
  )
}
