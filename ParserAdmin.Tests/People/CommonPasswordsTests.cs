using ParserAdmin.Core.People.Passwords;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("aaaaaaaaaa")]
    [InlineData("password12")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("passw0rd1!")]
    [InlineData("1234567890")]
    [InlineData("19840523 1")]
    [InlineData("qwertyuiop")]
    [InlineData("qwerty1234")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("abcdefghij")]
    [InlineData("poiuytrewq")]
    [InlineData("letmein2024")]
    [InlineData("iloveyou12")]
    [InlineData("Summer2026")]
    [InlineData("Welcome123")]
    [InlineData("!!!dragon!!!")]
    [InlineData("monkeymonkey")]
    [InlineData("adminpassword")]
    [InlineData("admin-admin-1")]
    [InlineData("ParserAdmin1")]
    [InlineData("ada.lovelace99")]
    [InlineData("ada.lovelace@example.org")]
    public void IsCommon_WhatIsGuessedFirst_Is(string password) =>
        Assert.True(CommonPasswords.IsCommon(password, "ada.lovelace@example.org"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("violin under a stair")]
    [InlineData("k7#Lq2vX9p")]
    [InlineData("Zwetschgenkuchen mit Sahne")]
    [InlineData("the former words")]
    [InlineData("пароль на каждый день")]
    public void IsCommon_OnesOwn_IsNot(string password) => Assert.False(CommonPasswords.IsCommon(password, "ada.lovelace@example.org"));
}
