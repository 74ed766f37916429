using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Scheduling.Web.Filters;

/// <summary>A field that was left empty is the empty text, so that the form itself says what is missing, in the person's language.</summary>
internal sealed class EmptyTextStaysEmpty : IDisplayMetadataProvider, IValidationMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        if (context.Key.ModelType == typeof(string))
        {
            context.ValidationMetadata.IsRequired = false;
        }
    }
}
