import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import type { DeviceKindId } from './device-kinds.ts'
import type { RecipePart, RecipeValues } from './recipe-values.ts'
import { cmpRecipe } from './recipes-cmp.ts'
import { estRecipe } from './recipes-est.ts'
import { scepRecipe } from './recipes-scep.ts'

/** @returns what to type or enter, one thing after another, so that a device gets its certificate and renews it */
export function recipeOf(kind: DeviceKindId, protocol: DeviceProtocol, values: RecipeValues): readonly RecipePart[] {
  switch (protocol) {
    case 'scep':
      return scepRecipe(kind, values)
    case 'est':
      return estRecipe(kind, values)
    case 'cmp':
      return cmpRecipe(kind, values)
  }
}
