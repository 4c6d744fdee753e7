import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { ViewedDetail } from './viewed-detail.tsx'

/** Everything found in the file; the chosen one in full. */
export function ViewedList(props: { readonly objects: readonly ViewedObject[] }): ReactElement | null {
  const { t } = useTranslation('viewer')
  const [at, setAt] = useState(0)
  const chosen = props.objects[at] ?? props.objects[0]
  if (chosen === undefined) return null
  if (props.objects.length === 1) return <ViewedDetail object={chosen} />
  return (
    <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: '260px minmax(0, 1fr)', alignItems: 'start' }}>
      <List disablePadding component="div" aria-label={t('objects')}>
        {props.objects.map((object, index) => (
          <ListItemButton
            key={index}
            selected={object === chosen}
            aria-current={object === chosen ? 'true' : undefined}
            sx={{ borderRadius: 1.5 }}
            onClick={() => {
              setAt(index)
            }}
          >
            <ListItemText
              primary={object.title}
              secondary={t(`kind.${object.kind}`)}
              slotProps={{ primary: { noWrap: true } }}
            />
          </ListItemButton>
        ))}
      </List>
      <ViewedDetail key={at} object={chosen} />
    </Box>
  )
}
