import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { Link as RouterLink } from 'react-router'

/** Ways on, each a card that leads there. */
export function ChoiceLinks(props: {
  readonly label: string
  readonly columns: number
  readonly choices: readonly {
    readonly id: string
    readonly to: string
    readonly name: string
    readonly hint: string
    readonly icon?: SvgIconComponent
  }[]
}): ReactElement {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: 3,
        gridTemplateColumns: `repeat(${props.columns}, minmax(0, 1fr))`
      }}
    >
      {props.choices.map(({ id, to, name, hint, icon: Icon }) => (
        <Box component="li" key={id} sx={{ display: 'grid' }}>
          <ButtonBase
            component={RouterLink}
            to={to}
            sx={{
              display: 'flex',
              gap: 4,
              width: '100%',
              justifyContent: 'flex-start',
              alignItems: 'flex-start',
              textAlign: 'left',
              p: 4,
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              '&:hover, &:focus-visible': { borderColor: 'primary.main' }
            }}
          >
            {Icon !== undefined && <Icon color="primary" aria-hidden />}
            <Box>
              <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
              <Typography variant="body2" color="textSecondary">
                {hint}
              </Typography>
            </Box>
          </ButtonBase>
        </Box>
      ))}
    </Box>
  )
}
